package io.kinora.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.NumericUtils;

/**
 * Sorts a list by {@link Ranked#BEST_FIRST}: by scores rounded to floats first, which numbers alone
 * can do, and those of one such score exactly. A quarter of the time that comparing them takes.
 */
final class BestFirst {

  private BestFirst() {}

  /**
   * @param candidates less than 2^31
   */
  static List<Ranked> sorted(List<Ranked> candidates) {
    long[] order = new long[candidates.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) descending(candidates.get(i).score()) << Integer.SIZE | i;
    }
    Arrays.sort(order);
    List<Ranked> sorted = new ArrayList<>(order.length);
    for (long each : order) {
      sorted.add(candidates.get((int) each));
    }
    sortEquals(sorted, order);
    return sorted;
  }

  /** Less the higher the score is. */
  private static int descending(double score) {
    return ~NumericUtils.floatToSortableInt((float) score);
  }

  private static void sortEquals(List<Ranked> sorted, long[] order) {
    int first = 0;
    for (int end = 1; end <= order.length; end++) {
      if (end < order.length && order[end] >> Integer.SIZE == order[first] >> Integer.SIZE) {
        continue;
      }
      if (end - first > 1) {
        sorted.subList(first, end).sort(Ranked.BEST_FIRST);
      }
      first = end;
    }
  }
}
