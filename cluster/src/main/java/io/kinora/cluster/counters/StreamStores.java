package io.kinora.cluster.counters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/** The stores of one partition's count, in the keeping of Kafka Streams. */
final class StreamStores implements CountStore {

  static final String COUNTS = "counts";
  static final String VIEWERS = "viewers";
  static final String LATELY = "lately";
  static final String LIKES = "likes";

  /** For how long it is remembered what was said; an event that comes again later counts again. */
  static final Duration HORIZON = Duration.ofHours(24);

  /** By how much the clocks of nodes may differ. */
  private static final Duration SKEW = Duration.ofHours(1);

  private static final long VIEWER_KEPT_MS = HORIZON.toMillis();
  private static final int LOOKED_AT_ONCE = 1_000;
  private static final byte[] LIKED = {1};

  private final KeyValueStore<Bytes, byte[]> counts;
  private final KeyValueStore<Bytes, byte[]> viewers;
  private final WindowStore<Bytes, byte[]> lately;
  private final KeyValueStore<Bytes, byte[]> likes;
  private @Nullable Bytes sweptTo;

  StreamStores(ProcessorContext<Void, Void> context) {
    this.counts = context.getStateStore(COUNTS);
    this.viewers = context.getStateStore(VIEWERS);
    this.lately = context.getStateStore(LATELY);
    this.likes = context.getStateStore(LIKES);
  }

  @Override
  public byte @Nullable [] bucket(byte[] key) {
    return counts.get(Bytes.wrap(key));
  }

  @Override
  public void putBucket(byte[] key, byte[] value) {
    counts.put(Bytes.wrap(key), value);
  }

  @Override
  public byte @Nullable [] viewer(String viewer) {
    return viewers.get(key(viewer));
  }

  @Override
  public void putViewer(String viewer, byte[] value) {
    viewers.put(key(viewer), value);
  }

  /**
   * Forgets what is kept by viewer. What is kept by their name's hash goes after a day; their likes
   * stay, as the counts do, and nobody can tell any more that they were theirs.
   */
  void forgetViewer(String viewer) {
    viewers.delete(key(viewer));
  }

  @Override
  public byte lately(byte[] matter, long atMs) {
    Instant at = Instant.ofEpochMilli(atMs);
    try (WindowStoreIterator<byte[]> said =
        lately.fetch(Bytes.wrap(matter), at.minus(HORIZON), at.plus(SKEW))) {
      byte last = 0;
      while (said.hasNext()) {
        last = said.next().value[0];
      }
      return last;
    }
  }

  @Override
  public void say(byte[] matter, byte what, long atMs) {
    lately.put(Bytes.wrap(matter), new byte[] {what}, atMs);
  }

  @Override
  public boolean liked(byte[] matter) {
    return likes.get(Bytes.wrap(matter)) != null;
  }

  @Override
  public void like(byte[] matter, boolean stands) {
    likes.put(Bytes.wrap(matter), stands ? LIKED : null);
  }

  /**
   * Removes buckets that are too old for any window, as many as there is time for.
   *
   * @param most how long it may take
   */
  void sweepBuckets(long nowMs, Duration most) {
    long until = System.nanoTime() + most.toNanos();
    for (Tier tier : Tier.values()) {
      if (tier != Tier.ALL) {
        sweep(tier, tier.oldest(nowMs), until);
      }
    }
  }

  private void sweep(Tier tier, int oldest, long untilNanos) {
    Bytes from = Bytes.wrap(CounterKey.from(tier, 0));
    Bytes to = Bytes.wrap(CounterKey.from(tier, oldest));
    try (KeyValueIterator<Bytes, byte[]> old = counts.range(from, to)) {
      while (old.hasNext() && System.nanoTime() - untilNanos < 0) {
        counts.delete(old.next().key);
      }
    }
  }

  /** Looks at some viewers and removes those not seen for a day. */
  void sweepViewers(long nowMs) {
    try (KeyValueIterator<Bytes, byte[]> some = viewers.range(sweptTo, null)) {
      Bytes last = null;
      for (int i = 0; i < LOOKED_AT_ONCE && some.hasNext(); i++) {
        KeyValue<Bytes, byte[]> each = some.next();
        last = each.key;
        if (nowMs - ViewerTrail.seenMs(each.value) > VIEWER_KEPT_MS) {
          viewers.delete(each.key);
        }
      }
      sweptTo = some.hasNext() ? last : null;
    }
  }

  private static Bytes key(String viewer) {
    return Bytes.wrap(viewer.getBytes(UTF_8));
  }
}
