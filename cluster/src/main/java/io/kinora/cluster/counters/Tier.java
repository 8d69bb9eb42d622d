package io.kinora.cluster.counters;

import java.time.Duration;

/**
 * Buckets of one length, and for how long they are kept. Windows are sums of buckets, so that every
 * event is added to one bucket of each tier and taken from none.
 */
enum Tier {
  /** One bucket for all time. */
  ALL(Long.MAX_VALUE, Long.MAX_VALUE),
  SLOT(Duration.ofMinutes(5).toMillis(), Duration.ofHours(2).toMillis()),
  HOUR(Duration.ofHours(1).toMillis(), Duration.ofHours(194).toMillis()),
  DAY(Duration.ofDays(1).toMillis(), Duration.ofDays(92).toMillis());

  private final long bucketMs;
  private final long keptMs;

  Tier(long bucketMs, long keptMs) {
    this.bucketMs = bucketMs;
    this.keptMs = keptMs;
  }

  long bucketMs() {
    return bucketMs;
  }

  /** The bucket of a moment. */
  int bucket(long atMs) {
    return this == ALL ? 0 : (int) (atMs / bucketMs);
  }

  /** The first bucket that is kept at a moment; those before are forgotten. */
  int oldest(long nowMs) {
    return this == ALL ? 0 : (int) ((nowMs - keptMs) / bucketMs);
  }

  static Tier of(int ordinal) {
    return switch (ordinal) {
      case 0 -> ALL;
      case 1 -> SLOT;
      case 2 -> HOUR;
      case 3 -> DAY;
      default -> throw new IllegalArgumentException("no tier " + ordinal);
    };
  }
}
