package io.kinora.verticles.search;

import io.kinora.search.SharedKeys;
import io.kinora.verticles.search.ShardGather.Gathered;

/**
 * How many hits there are in all.
 *
 * @param exact or at least
 */
record Total(long value, boolean exact) {

  /**
   * @param rules on the list, which may drop some of what was found
   * @param listed how many hits are known of
   * @param whole whether all that was found is listed
   */
  static Total of(Gathered found, ListRules rules, int listed, boolean whole) {
    SharedKeys keys = found.keys();
    if (rules.limits().isEmpty()) {
      return new Total(found.total(), found.exact());
    }
    if (whole) {
      return new Total(listed, found.exact());
    }
    if (keys == null) {
      return new Total(listed, false);
    }
    // Videos may be counted up to a bound only, their keys never are; so this is a lower bound.
    long withoutKey = Math.max(0, found.total() - keys.videos());
    long value = withoutKey + keys.hashes().length;
    return new Total(Math.max(listed, value), found.exact() && keys.all() && value >= listed);
  }

  /** The better known of two totals of the same list, neither of which is too high. */
  Total or(Total other) {
    if (value == other.value) {
      return new Total(value, exact || other.exact);
    }
    return value > other.value ? this : other;
  }

  /**
   * @param listed how many hits are known of
   */
  Total atLeast(int listed) {
    return value >= listed ? this : new Total(listed, false);
  }
}
