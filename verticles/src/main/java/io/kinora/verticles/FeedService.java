package io.kinora.verticles;

import io.kinora.search.Hit;
import io.kinora.search.StageTime;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A viewer's home feed. Callable from any thread; completes on the caller's context. */
public interface FeedService {

  /** Why a video is in a feed. */
  enum Reason {
    /** The viewer follows its channel. */
    FOLLOWS,
    /** It is watched, liked and shared more than others just now. */
    TRENDING,
    /** It is new. */
    FRESH
  }

  record Item(Hit hit, Reason reason) {}

  /**
   * @param nextCursor null at the end
   * @param missing what could not be looked at, and why
   */
  record Page(
      List<Item> items,
      @Nullable String nextCursor,
      List<StageTime> stages,
      List<String> missing,
      double tookMs) {}

  /**
   * @param limit 1 to 100
   * @param cursor of the page before, or null for the first
   * @param left completes when the client has gone; a feed that nobody waits for is stopped
   * @return fails with {@link io.kinora.catalog.InvalidValueException} for a cursor that is none,
   *     with {@link OverloadedException} when there is no room
   */
  Future<Page> feed(Identity who, int limit, @Nullable String cursor, Future<?> left);
}
