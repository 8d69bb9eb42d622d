package io.kinora.verticles.live;

import io.kinora.indexing.shard.LoneVideo;
import io.kinora.search.standing.Fit;
import io.kinora.search.standing.StandingQueries;
import io.kinora.search.standing.StandingQuery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What some subscriptions have missed, collected in one pass. The newest are kept, up to limits.
 */
final class Missed {

  /** Of what is kept for all of them. */
  private static final long MOST_BYTES = 32L << 20;

  /** What one has missed. */
  static final class Found {
    private final ArrayDeque<Held> items = new ArrayDeque<>();
    private long left;
    private long leftUntil;

    List<Held> items() {
      return List.copyOf(items);
    }

    /** How many older ones were left out. */
    long left() {
      return left;
    }

    /** Offset after the last of those. */
    long leftUntil() {
      return leftUntil;
    }

    private void leaveOutOldest() {
      left++;
      leftUntil = items.remove().offset() + 1;
    }
  }

  private final int mostItems;
  private final long mostBytes;
  private final Map<Replay, Found> all = new LinkedHashMap<>();
  private final Map<String, List<Replay>> channels = new HashMap<>();
  private final Map<StandingQuery, List<Replay>> queries = new HashMap<>();
  private final StandingQueries standing;
  private final ArrayDeque<LiveItem> kept = new ArrayDeque<>();
  private long keptBytes;
  private long held;
  private final long from;
  private final long until;
  private final long last;

  Missed(List<Replay> replays, int mostItems, LoneVideo videos) {
    this(replays, mostItems, MOST_BYTES, videos);
  }

  Missed(List<Replay> replays, int mostItems, long mostBytes, LoneVideo videos) {
    this.mostItems = mostItems;
    this.mostBytes = mostBytes;
    this.standing = new StandingQueries(videos);
    for (Replay replay : replays) {
      all.put(replay, new Found());
      if (replay.subject() instanceof Subject.OfQuery one) {
        standing.add(one.query());
        queries.computeIfAbsent(one.query(), first -> new ArrayList<>(1)).add(replay);
      }
      for (String channel : replay.channels()) {
        channels.computeIfAbsent(channel, first -> new ArrayList<>(1)).add(replay);
      }
    }
    from = replays.stream().mapToLong(Replay::from).min().orElse(0);
    until = replays.stream().mapToLong(Replay::until).max().orElse(0);
    last = replays.stream().mapToLong(Replay::from).max().orElse(0);
  }

  /** The first record that matters to any. */
  long from() {
    return from;
  }

  /** Records from this offset on matter to none. */
  long until() {
    return until;
  }

  /** The last position from which one wants to go on. */
  long last() {
    return last;
  }

  void look(Announced record) {
    boolean wanted = false;
    String channel = record.channel();
    if (channel != null) {
      for (Replay replay : channels.getOrDefault(channel, List.of())) {
        wanted |= keep(replay, record, null);
      }
    }
    for (Fit fit : standing.fits(record.announcement())) {
      for (Replay replay : queries.getOrDefault(fit.query(), List.of())) {
        wanted |= keep(replay, record, fit.cosine());
      }
    }
    if (wanted) {
      kept.add(record.item());
      keptBytes += record.item().bytes();
    }
    while (bytes() > mostBytes && !kept.isEmpty()) {
      leaveOutOlderHalf();
    }
  }

  /** What is kept takes so many. */
  long bytes() {
    return keptBytes + held * Held.BYTES;
  }

  /** The part of them that is for one of those who missed it. */
  long share(Found found) {
    return held == 0 ? 0 : bytes() * found.items.size() / held;
  }

  private boolean keep(Replay replay, Announced record, @Nullable Double cosine) {
    Found found = all.get(replay);
    boolean missed = record.offset() >= replay.from() && record.offset() < replay.until();
    if (!missed || found == null) {
      return false;
    }
    found.items.add(new Held(record.item(), cosine));
    held++;
    if (found.items.size() > mostItems) {
      found.leaveOutOldest();
      held--;
    }
    return true;
  }

  private void leaveOutOlderHalf() {
    long floor = 0;
    for (int left = (kept.size() + 1) / 2; left > 0; left--) {
      LiveItem oldest = kept.remove();
      keptBytes -= oldest.bytes();
      floor = oldest.offset() + 1;
    }
    for (Found found : all.values()) {
      while (!found.items.isEmpty() && found.items.peek().offset() < floor) {
        found.leaveOutOldest();
        held--;
      }
    }
  }

  /** The videos that would be shown. */
  List<String> ids() {
    Set<String> ids = new LinkedHashSet<>();
    all.values().forEach(found -> found.items.forEach(one -> ids.add(one.item().id())));
    return List.copyOf(ids);
  }

  void forEach(BiConsumer<Replay, Found> each) {
    all.forEach(each);
  }
}
