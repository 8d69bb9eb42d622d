package io.kinora.cluster.counters;

import io.kinora.catalog.CountWindow;

/**
 * The buckets that a window is made of.
 *
 * @param from the first bucket
 */
record CountSpan(Tier tier, int from) {

  private static final int SLOTS_PER_HOUR = 12;
  private static final int HOURS_PER_DAY = 24;
  private static final int HOURS_PER_WEEK = 168;
  private static final int DAYS_PER_WEEK = 7;
  private static final int DAYS_PER_QUARTER = 90;

  /** Of numbers. */
  static CountSpan of(CountWindow window, Kind kind, long nowMs) {
    return switch (window) {
      case HOUR -> last(Tier.SLOT, SLOTS_PER_HOUR, nowMs);
      case DAY -> last(Tier.HOUR, HOURS_PER_DAY, nowMs);
      case WEEK -> last(Tier.HOUR, HOURS_PER_WEEK, nowMs);
      case QUARTER -> last(Tier.DAY, DAYS_PER_QUARTER, nowMs);
      case ALL ->
          kind == Kind.QUERY ? last(Tier.DAY, DAYS_PER_QUARTER, nowMs) : new CountSpan(Tier.ALL, 0);
    };
  }

  /** Of sketches, which are larger: those of hours are not kept for a week. */
  static CountSpan ofViewers(CountWindow window, Kind kind, long nowMs) {
    return window == CountWindow.WEEK
        ? last(Tier.DAY, DAYS_PER_WEEK, nowMs)
        : of(window, kind, nowMs);
  }

  private static CountSpan last(Tier tier, int buckets, long nowMs) {
    return new CountSpan(tier, tier.bucket(nowMs) - buckets + 1);
  }
}
