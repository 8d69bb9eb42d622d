package io.kinora.verticles.live;

import io.kinora.search.standing.StandingQuery;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Who hears of what on one event loop. */
final class Audience {

  /** Whom a viewer follows is asked again after this and up to as much more. */
  private static final long AGAIN_MS = 1_000;

  private final LiveLoop loop;
  private final Map<String, Set<Subscription>> channels = new HashMap<>();
  private final Map<StandingQuery, Set<Subscription>> queries = new HashMap<>();
  private final Followers followers;
  private final Set<Subscription> tables = new HashSet<>();

  Audience(LiveLoop loop) {
    this.loop = loop;
    this.followers =
        new Followers(
            viewer -> loop.here(loop.feed().follows().of(viewer)),
            this::listen,
            again -> loop.later(AGAIN_MS + ThreadLocalRandom.current().nextLong(AGAIN_MS), again));
  }

  List<Subscription> ofChannel(String channel) {
    return copy(channels.get(channel));
  }

  List<Subscription> ofQuery(StandingQuery query) {
    return copy(queries.get(query));
  }

  List<Subscription> ofTable() {
    return copy(tables);
  }

  /** Telling one may end it, or another of the same session. */
  private static List<Subscription> copy(@Nullable Set<Subscription> some) {
    return some == null ? List.of() : List.copyOf(some);
  }

  /**
   * Adds a subscription. When the future completes it hears all from the loop's {@link
   * LiveLoop#next} on.
   */
  Future<Void> add(Subscription subscription, Subject subject) {
    LiveFeed feed = loop.feed();
    subscription.about(subject);
    feed.meters().subscription(1);
    return switch (subject) {
      case Subject.OfChannel one -> {
        listen(subscription, Set.of(one.channel()));
        yield Future.succeededFuture();
      }
      case Subject.OfQuery one -> {
        put(queries, one.query(), subscription);
        yield feed.queries().watch(one.query(), loop);
      }
      case Subject.OfTrending list -> {
        tables.add(subscription);
        yield loop.here(feed.table().watch());
      }
      case Subject.OfFollows viewer -> followers.add(viewer.viewer(), subscription);
    };
  }

  /** Adds a subscription to what a login's subject follows. */
  Future<Void> addFollower(Subscription subscription, String subject) {
    return loop.here(loop.feed().follows().viewer(subject))
        .compose(
            viewer ->
                subscription.ended()
                    ? Future.succeededFuture()
                    : add(subscription, new Subject.OfFollows(viewer)));
  }

  /** Somebody follows other channels than before. */
  void followsChanged(String viewer) {
    followers.changed(viewer);
  }

  private void listen(Subscription subscription, Set<String> to) {
    Set<String> before = subscription.channels();
    Set<String> now = subscription.ended() ? Set.of() : to;
    for (String channel : before) {
      if (!now.contains(channel)) {
        remove(channels, channel, subscription);
      }
    }
    for (String channel : now) {
      if (!before.contains(channel)) {
        put(channels, channel, subscription);
      }
    }
    subscription.channels(now);
  }

  void forget(Subscription subscription) {
    LiveFeed feed = loop.feed();
    Subject subject = subscription.subject();
    if (subject == null) {
      return;
    }
    subscription.about(null);
    feed.meters().subscription(-1);
    listen(subscription, Set.of());
    switch (subject) {
      case Subject.OfChannel one -> {}
      case Subject.OfQuery one -> {
        remove(queries, one.query(), subscription);
        feed.queries().unwatch(one.query());
      }
      case Subject.OfFollows viewer -> followers.remove(viewer.viewer(), subscription);
      case Subject.OfTrending list -> {
        tables.remove(subscription);
        feed.table().unwatch();
      }
    }
  }

  private static <K> void put(Map<K, Set<Subscription>> index, K key, Subscription subscription) {
    index.computeIfAbsent(key, first -> new HashSet<>(2)).add(subscription);
  }

  private static <K> void remove(
      Map<K, Set<Subscription>> index, K key, Subscription subscription) {
    index.computeIfPresent(
        key,
        (same, all) -> {
          all.remove(subscription);
          return all.isEmpty() ? null : all;
        });
  }
}
