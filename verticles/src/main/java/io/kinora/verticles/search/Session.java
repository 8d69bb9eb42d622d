package io.kinora.verticles.search;

import java.util.List;

/**
 * What a viewer has seen of a list on the pages before this one.
 *
 * @param place how many hits came before this page
 * @param nowMs the moment of the first page, milliseconds since 1970: later pages are ranked as of
 *     then, or else getting older would change the order
 * @param digest of the ids in the order in which they were shown
 * @param shown which they were
 */
record Session(int place, long nowMs, long digest, ShownIds shown) {

  static Session begun() {
    return new Session(0, System.currentTimeMillis(), 0, ShownIds.NONE);
  }

  /**
   * Whether a list begins with just what was shown, so that the next page follows on that.
   *
   * @param ids of the list
   */
  boolean isPrefixOf(List<String> ids) {
    return ids.size() >= place && digest(0, ids.subList(0, place)) == digest;
  }

  /**
   * @param page ids shown on this page
   */
  Session after(List<String> page) {
    return new Session(place + page.size(), nowMs, digest(digest, page), shown.with(page));
  }

  /** The same, for lists that have no end: what is remembered are the latest pages alone. */
  Session afterForgetting(List<String> page, int remembered) {
    ShownIds kept = shown.size() + page.size() > remembered ? ShownIds.NONE : shown;
    return new Session(place + page.size(), nowMs, digest(digest, page), kept.with(page));
  }

  private static long digest(long before, List<String> ids) {
    long digest = before;
    for (String id : ids) {
      digest = ShownIds.stirred(digest * 31 + ShownIds.hash(id));
    }
    return digest;
  }
}
