package io.kinora.verticles.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kinora.catalog.Announcement;
import io.kinora.indexing.shard.LoneVideo;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.standing.Fit;
import io.kinora.search.standing.Nearness;
import io.kinora.search.standing.StandingQueries;
import io.kinora.search.standing.StandingQuery;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The standing queries of a node's clients, each held once however many watch it. They change on
 * the thread that reads the log, between two records.
 */
final class WatchedQueries {

  private static final int RETRY_SECONDS = 10;

  private final PublishedTail tail;
  private final Supplier<VectorSpaces.Space> sight;
  private final Supplier<LoneVideo> videos;
  private final Consumer<Collection<StandingQuery>> outdated;
  private final Map<StandingQuery, Integer> watchers = new HashMap<>();
  private final AtomicInteger distinct = new AtomicInteger();
  private final int most;
  private VectorSpaces.Space space;
  private StandingQueries standing;

  /** Equal queries are one object while anybody holds it. */
  private final Cache<String, StandingQuery> known = Caffeine.newBuilder().weakValues().build();

  /**
   * @param sight the space of video vectors, of the index that is searched
   * @param videos how a video is indexed
   * @param most distinct queries that are held
   * @param outdated is told of queries whose vector is of another space than the index's now
   */
  WatchedQueries(
      PublishedTail tail,
      Supplier<VectorSpaces.Space> sight,
      Supplier<LoneVideo> videos,
      int most,
      Consumer<Collection<StandingQuery>> outdated) {
    this.tail = tail;
    this.sight = sight;
    this.videos = videos;
    this.most = most;
    this.outdated = outdated;
    this.space = sight.get();
    this.standing = new StandingQueries(videos.get());
  }

  /** How many distinct queries are watched. */
  int distinct() {
    return distinct.get();
  }

  /** The query itself, or an equal one that somebody watches. */
  StandingQuery shared(StandingQuery query) {
    return known.get(query.key(), first -> query);
  }

  /**
   * Counts a watcher, to be followed by {@link #unwatch} however it ends.
   *
   * @return completes on the loop, which hears of all that fits from its {@code next} on; fails if
   *     there is no room for the query
   */
  Future<Void> watch(StandingQuery query, LiveLoop loop) {
    Promise<Void> ready = Promise.promise();
    tail.between(
        () -> {
          followIndex();
          watchers.merge(query, 1, Integer::sum);
          RuntimeException refusal = refusal(query);
          if (refusal == null) {
            standing.add(query);
          }
          distinct.set(standing.size());
          loop.post(
              () -> {
                if (refusal == null) {
                  ready.complete();
                } else {
                  ready.fail(refusal);
                }
              });
        });
    return ready.future();
  }

  private @Nullable RuntimeException refusal(StandingQuery query) {
    Nearness nearness = query.nearness();
    if (nearness != null && !space.fits(nearness.point())) {
      return otherEncoder();
    }
    boolean room = standing.contains(query) || standing.size() < most;
    return room
        ? null
        : new OverloadedException("no room for more standing queries", RETRY_SECONDS);
  }

  /** What is said of a vector of an encoder that the index had before. */
  static ProblemException otherEncoder() {
    return Problem.of(
            ProblemType.CONFLICT,
            "vector",
            "videos are compared by another encoder's vectors from now on; subscribe again with one"
                + " of that encoder")
        .exception();
  }

  void unwatch(StandingQuery query) {
    tail.between(
        () -> {
          Integer left = watchers.computeIfPresent(query, (same, n) -> n == 1 ? null : n - 1);
          if (left == null) {
            standing.remove(query);
          }
          distinct.set(standing.size());
        });
  }

  /** The queries to which it is news. On the tail's thread. */
  List<Fit> fits(Announcement announcement) {
    followIndex();
    return standing.fits(announcement);
  }

  /** Another index may be searched by now, and its encoder may be another one. */
  private void followIndex() {
    VectorSpaces.Space now = sight.get();
    if (now.equals(space)) {
      return;
    }
    StandingQueries next = new StandingQueries(videos.get());
    List<StandingQuery> ofTheOther = new ArrayList<>();
    for (StandingQuery query : standing.queries()) {
      if (query.nearness() == null) {
        next.add(query);
      } else {
        ofTheOther.add(query);
      }
    }
    space = now;
    standing = next;
    distinct.set(standing.size());
    if (!ofTheOther.isEmpty()) {
      outdated.accept(ofTheOther);
    }
  }
}
