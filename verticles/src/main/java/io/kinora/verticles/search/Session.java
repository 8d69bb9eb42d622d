package io.kinora.verticles.search;

import java.util.List;

/**
 * What a viewer has seen of a list on the pages before this one.
 *
 * @param place how many hits came before this page
 * @param nowMs the moment of the first page, milliseconds since 1970: later pages are ranked as of
 *     then, or else getting older would change the order
 * @param digest of the ids in the order in which they were shown
 * @param shown which they were, or the latest of them
 * @param earlier those before these, of a list that has no end
 */
record Session(int place, long nowMs, long digest, ShownIds shown, ShownIds earlier) {

  Session(int place, long nowMs, long digest, ShownIds shown) {
    this(place, nowMs, digest, shown, ShownIds.NONE);
  }

  static Session begun() {
    return new Session(0, System.currentTimeMillis(), 0, ShownIds.NONE);
  }

  /** Whether a hit was shown, as far as that is remembered. */
  boolean hasShown(String id) {
    return shown.contains(id) || earlier.contains(id);
  }

  /** How many hits are remembered; equal hashes count once. */
  int remembered() {
    return shown.size() + earlier.size();
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
    return after(page, shown, earlier);
  }

  /**
   * The same, for lists that have no end: what is remembered are the latest pages alone.
   *
   * @param least how many hits before the next page are remembered, if there were as many
   */
  Session afterForgetting(List<String> page, int least) {
    return shown.size() + page.size() > least
        ? after(page, ShownIds.NONE, shown)
        : after(page, shown, earlier);
  }

  private Session after(List<String> page, ShownIds latest, ShownIds before) {
    return new Session(place + page.size(), nowMs, digest(digest, page), latest.with(page), before);
  }

  private static long digest(long before, List<String> ids) {
    long digest = before;
    for (String id : ids) {
      digest = ShownIds.stirred(digest * 31 + ShownIds.hash(id));
    }
    return digest;
  }
}
