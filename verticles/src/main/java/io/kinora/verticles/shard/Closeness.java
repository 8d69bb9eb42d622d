package io.kinora.verticles.shard;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How closely a feed follows its log. A process that was frozen or cut off may have missed much,
 * and what it last heard of the log's end no longer counts: it is behind until it has reached what
 * is the end by then. One thread feeds; any may ask.
 */
final class Closeness {

  private static final Duration STALE = Duration.ofSeconds(5);

  /** An idle broker answers twice a second. */
  private static final Duration SILENT = Duration.ofSeconds(10);

  private static final long UNKNOWN = -1;

  private final LongSupplier nanos;
  private volatile boolean caughtUp;
  private volatile boolean following;
  private volatile long looked;
  private volatile long heard;

  /** The offset to be reached. */
  private long goal = UNKNOWN;

  Closeness(LongSupplier nanos) {
    this.nanos = nanos;
    this.looked = nanos.getAsLong();
    this.heard = looked;
  }

  /** Whether it has once reached what was the log's end. */
  boolean caughtUp() {
    return caughtUp;
  }

  /** Whether it reached the log's end, has looked for more just now, and was answered. */
  boolean current() {
    return following && isFresh(nanos.getAsLong());
  }

  private boolean isFresh(long now) {
    return now - looked < STALE.toNanos() && now - heard < SILENT.toNanos();
  }

  /** It has to read much again. */
  void lost() {
    following = false;
    goal = UNKNOWN;
  }

  /**
   * To be told after each poll, once its records are applied.
   *
   * @param answered whether the log has answered since the last time
   * @param next offset to be read next
   * @param end asks the log for its end, where that has to be known
   * @return whether what was read reaches the end that was to be reached, and is to be shown
   */
  boolean polled(boolean answered, long next, LongSupplier end) {
    long now = nanos.getAsLong();
    if (!isFresh(now)) {
      lost(); // before the times are set, so that nobody takes it for current in between
    }
    looked = now;
    if (answered) {
      heard = now;
      if (!following && goal == UNKNOWN) {
        goal = end.getAsLong();
      }
    }
    return !following && goal != UNKNOWN && next >= goal;
  }

  /** Searches see all that the goal asked for. */
  void shown() {
    following = true;
    caughtUp = true;
    goal = UNKNOWN;
  }
}
