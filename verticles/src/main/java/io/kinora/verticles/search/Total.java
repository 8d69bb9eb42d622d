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
    long value = found.total() - keys.videos() + keys.hashes().length;
    return new Total(Math.max(listed, value), found.exact() && keys.all() && value >= listed);
  }
}
