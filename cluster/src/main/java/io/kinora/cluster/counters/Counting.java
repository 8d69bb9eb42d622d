package io.kinora.cluster.counters;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.kinora.catalog.Interaction;
import io.kinora.catalog.InteractionType;
import io.kinora.catalog.ViewerKey;
import io.kinora.cluster.counters.ViewerTrail.Search;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What an event adds to which counters. It depends on the events of the viewer before it and on
 * nothing else, so that partitions of the log can be counted apart and their counts added up.
 *
 * <ul>
 *   <li>An event counts in the buckets of the moment when it happened.
 *   <li>A view is a playback, reported once.
 *   <li>A viewer's likes of a video, taken back or not, count as the state they lead to; a hide, a
 *       report and each {@link Signal} count once for a viewer and a video within 24 hours.
 *   <li>What is done to a video that was found by a query counts for the query too, if the search
 *       was reported.
 * </ul>
 *
 * <p>What is kept of a viewer for longer than a day lies under a secret of the viewer's key, and
 * the last searches are sealed with it: once the viewer is erased, nobody can tell whose they were.
 *
 * <p>For one thread.
 */
final class Counting {

  private static final byte SAID = 1;

  /** A playback so long, or to the end, is a find. */
  private static final long FOUND_FROM_MS = 30_000;

  private static final double WHOLE = 0.9;
  private static final Tier[] TIERS = Tier.values();

  private final CountStore store;
  private final Tally thing = new Tally();
  private final Tally site = new Tally();

  /** Of the viewer whose event is counted. */
  private long secret;

  Counting(CountStore store) {
    this.store = store;
  }

  /**
   * @param durationMs of the event's video, 0 if it is not known
   * @param key of the event's viewer
   */
  void count(Interaction event, long durationMs, ViewerKey key) {
    long received = event.receivedAt().toEpochMilli();
    long at = Math.min(event.at().toEpochMilli(), received);
    if (!first("event", event.viewer(), event.eventId(), received)) {
      add(Kind.SITE, "", at, new Tally().add(Metric.REPEATS, 1));
      return;
    }
    thing.clear();
    site.clear();
    secret = key.secret("counting");
    ViewerTrail viewer = ViewerTrail.of(event.viewer(), store.viewer(event.viewer()), key);
    site.add(Metric.EVENTS, 1).add(Metric.SESSIONS, viewer.touch(at, received) ? 1 : 0);
    Search search = viewer.search(event.queryId());
    boolean found = weigh(event, at, received, durationMs, search);
    if (found && viewer.succeed()) {
      add(Kind.SITE, "", viewer.sessionMs(), new Tally().add(Metric.SUCCESSES, 1));
    }
    String query = search == null ? null : search.query;
    if (event.type() == InteractionType.SEARCH) {
      query = asked(event, at, viewer);
    }
    store.putViewer(event.viewer(), viewer.sealed(event.viewer(), key));
    spread(event, at, query);
  }

  /** Fills the tallies. Returns whether the viewer found something. */
  private boolean weigh(
      Interaction event, long at, long received, long durationMs, @Nullable Search search) {
    String video = event.videoId();
    if (video == null) {
      return event.type() == InteractionType.FOLLOW;
    }
    long played = event.watchMs() == null ? 0 : event.watchMs();
    boolean found = false;
    switch (event.type()) {
      case IMPRESSION -> thing.add(Metric.IMPRESSIONS, 1);
      case CLICK -> {
        thing.add(Metric.CLICKS, 1);
        chosen(at, search);
      }
      case WATCH -> found = watched(played, durationMs);
      case LIKE -> {
        like(video, true);
        found = true;
      }
      case UNLIKE -> like(video, false);
      case SHARE -> {
        thing.add(Metric.SHARES, 1);
        found = true;
      }
      case COMMENT -> found = true;
      case HIDE -> thing.add(Metric.HIDES, first("hide", event.viewer(), video, received) ? 1 : 0);
      case REPORT ->
          thing.add(Metric.REPORTS, first("report", event.viewer(), video, received) ? 1 : 0);
      case FOLLOW, UNFOLLOW, SEARCH -> {}
    }
    site.add(thing);
    Signal signal = Signal.of(event.type(), played);
    if (signal != null && first(signal.name(), event.viewer(), video, received)) {
      thing.add(Metric.POINTS, signal.points());
    }
    return found;
  }

  private boolean watched(long playedMs, long durationMs) {
    thing.add(Metric.VIEWS, 1).add(Metric.WATCH_MS, playedMs);
    boolean completed = durationMs > 0 && playedMs >= WHOLE * durationMs;
    site.add(Metric.TIMED_VIEWS, durationMs > 0 ? 1 : 0).add(Metric.COMPLETIONS, completed ? 1 : 0);
    return completed || playedMs >= FOUND_FROM_MS;
  }

  private void like(String video, boolean stands) {
    byte[] matter =
        bytes(Hashing.murmur3_128().hashStream().putLong(secret).putString(video).get());
    if (store.liked(matter) == stands) {
      return;
    }
    store.like(matter, stands);
    thing.add(Metric.LIKES, stands ? 1 : -1);
  }

  private void chosen(long at, @Nullable Search search) {
    if (search == null || search.clicked) {
      return;
    }
    search.clicked = true;
    long took = Math.max(0, at - search.atMs);
    int seconds = (int) Math.min(Integer.MAX_VALUE, (took + 999) / 1000);
    int wide =
        Math.min(
            Metric.FIRST_CLICK_CLASSES - 1,
            seconds <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(seconds - 1));
    add(
        Kind.SITE,
        "",
        search.atMs,
        new Tally()
            .add(Metric.CLICKED_SEARCHES, 1)
            .add(Metric.FIRST_CLICK_MS, took)
            .add(Metric.values()[Metric.FIRST_CLICK_1.ordinal() + wide], 1));
  }

  private @Nullable String asked(Interaction event, long at, ViewerTrail viewer) {
    site.add(Metric.SEARCHES, 1);
    String query = event.query() == null ? "" : QueryText.of(event.query());
    if (query.isEmpty()) {
      return null;
    }
    thing.add(Metric.SEARCHES, 1);
    if (event.queryId() != null) {
      viewer.asked(new Search(event.queryId(), query, at, false));
    }
    return query;
  }

  private void spread(Interaction event, long at, @Nullable String query) {
    boolean watches = event.type() == InteractionType.WATCH;
    add(Kind.SITE, "", at, site);
    saw(Kind.SITE, "", at);
    if (query != null) {
      add(Kind.QUERY, query, at, thing);
      saw(Kind.QUERY, query, at);
    }
    if (event.videoId() == null) {
      return;
    }
    add(Kind.VIDEO, event.videoId(), at, thing);
    String channel = event.channelId();
    if (channel != null) {
      add(Kind.CHANNEL, channel, at, thing);
    }
    if (watches) {
      saw(Kind.VIDEO, event.videoId(), at);
      if (channel != null) {
        saw(Kind.CHANNEL, channel, at);
      }
    }
  }

  private void add(Kind kind, String id, long at, Tally delta) {
    if (delta.isEmpty()) {
      return;
    }
    for (Tier tier : TIERS) {
      if (forgotten(kind, tier)) {
        continue;
      }
      byte[] key = new CounterKey(tier, tier.bucket(at), kind, Part.TALLY, id).bytes();
      Tally sum = new Tally().add(store.bucket(key));
      sum.add(delta);
      store.putBucket(key, sum.bytes());
    }
  }

  private void saw(Kind kind, String id, long at) {
    long hash = ViewerSketch.hash(secret, kind, id);
    for (Tier tier : TIERS) {
      if (forgotten(kind, tier)) {
        continue;
      }
      byte[] key = new CounterKey(tier, tier.bucket(at), kind, Part.VIEWERS, id).bytes();
      byte[] grown = ViewerSketch.with(store.bucket(key), hash);
      if (grown != null) {
        store.putBucket(key, grown);
      }
    }
  }

  /** There is no end of queries, so they have no counts that are kept for ever. */
  private static boolean forgotten(Kind kind, Tier tier) {
    return kind == Kind.QUERY && tier == Tier.ALL;
  }

  private boolean first(String what, String viewer, String id, long at) {
    byte[] matter = matter(what, viewer, id);
    if (store.lately(matter, at) != 0) {
      return false;
    }
    store.say(matter, SAID, at);
    return true;
  }

  /** 128 bits: two matters that share them are not to be expected in the life of the universe. */
  private static byte[] matter(String what, String viewer, String id) {
    return bytes(
        Hashing.murmur3_128().hashStream().putString(what).putString(viewer).putString(id).get());
  }

  private static byte[] bytes(HashValue128 hash) {
    return ByteBuffer.allocate(16)
        .putLong(hash.getMostSignificantBits())
        .putLong(hash.getLeastSignificantBits())
        .array();
  }
}
