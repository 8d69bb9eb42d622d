package io.kinora.search.shard;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a retriever brought.
 *
 * @param docs the videos' documents, ascending
 * @param scores the exact score of each; of words without what their order in the title adds, which
 *     {@link CandidateRetriever#score} does
 * @param momentMs the best frame of each, or null if the retriever does not look at frames
 * @param matching how many match in all, of which these are the best
 * @param exact whether {@code matching} is exact or at least
 * @param cutShort whether time ran out
 */
record Found(
    int[] docs,
    float[] scores,
    long @Nullable [] momentMs,
    long matching,
    boolean exact,
    boolean cutShort) {

  static final Found NO_TIME = new Found(new int[0], new float[0], null, 0, false, true);

  /** From parallel arrays in any order. */
  static Found of(int[] docs, float[] scores, long matching, boolean exact, boolean cutShort) {
    long[] order = new long[docs.length];
    for (int i = 0; i < docs.length; i++) {
      order[i] = ((long) docs[i] << 32) | i;
    }
    Arrays.sort(order);
    int[] sortedDocs = new int[docs.length];
    float[] sortedScores = new float[docs.length];
    for (int i = 0; i < order.length; i++) {
      int from = (int) order[i];
      sortedDocs[i] = docs[from];
      sortedScores[i] = scores[from];
    }
    return new Found(sortedDocs, sortedScores, null, matching, exact, cutShort);
  }

  /** The best rows by one column. */
  static Found best(CandidateRows rows, int column, int window, boolean cutShort) {
    float[] scores = new float[rows.size()];
    for (int row = 0; row < scores.length; row++) {
      scores[row] = rows.scores[row][column];
    }
    float[] ascending = scores.clone();
    Arrays.sort(ascending);
    int size = Math.min(window, scores.length);
    float least = size == 0 ? 0 : ascending[ascending.length - size];
    int ties = size;
    for (float score : scores) {
      ties -= score > least ? 1 : 0;
    }
    int[] docs = new int[size];
    float[] kept = new float[size];
    long[] moments = new long[size];
    int end = 0;
    for (int row = 0; row < scores.length && end < size; row++) {
      if (scores[row] > least || (scores[row] == least && ties-- > 0)) {
        docs[end] = rows.docs[row];
        kept[end] = scores[row];
        moments[end++] = rows.momentMs[row];
      }
    }
    return new Found(docs, kept, moments, size, !cutShort && size < window, cutShort);
  }
}
