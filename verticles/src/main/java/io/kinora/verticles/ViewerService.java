package io.kinora.verticles;

import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.SentEvent;
import io.kinora.catalog.ViewerProfile;
import io.kinora.catalog.ViewerProfile.Place;
import io.kinora.catalog.ViewerProfile.Watched;
import io.kinora.catalog.ViewerState;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes what viewers do, and tells what is kept of it. Callable from any thread. Fails with {@link
 * io.kinora.catalog.CatalogueUnavailableException} while the store is away.
 */
public interface ViewerService {

  /**
   * An event that was not taken.
   *
   * @param index among those given, from 0
   */
  record Refusal(int index, InvalidValueException reason) {}

  /**
   * @param accepted how many events the log has; an event that is sent again is accepted again, and
   *     counts once
   */
  record Receipt(int accepted, List<Refusal> refused) {}

  /** Whether who has no login may report what they do. */
  boolean takesAnonymous();

  /**
   * @return once the log has all that are good; fails with {@link
   *     io.kinora.cluster.log.LogUnavailableException} if it may not have some, with {@link
   *     OverloadedException} if there is no room. Sending all of them again does no harm.
   */
  Future<Receipt> take(Identity who, List<SentEvent> events);

  /** The pseudonym of a viewer; empty if nothing is known of them. */
  Future<Optional<String>> pseudonym(Identity who);

  /** What a feed needs to know. */
  Future<ViewerState> state(Identity who);

  Future<ViewerProfile> profile(Identity who);

  /**
   * Videos that were watched, each once, the latest first.
   *
   * @param after where the page before ended; null for the first
   */
  Future<List<Watched>> history(Identity who, @Nullable Place after, int limit);

  /** Erases everything of a viewer, everywhere; nothing happens if nothing is known of them. */
  Future<Void> erase(Identity who);
}
