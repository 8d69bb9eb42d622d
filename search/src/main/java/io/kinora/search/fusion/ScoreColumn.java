package io.kinora.search.fusion;

import io.kinora.search.Candidate;
import io.kinora.search.Retriever;
import java.util.List;

/**
 * One retriever's scores of all candidates.
 *
 * @param scores one a candidate; NaN where it has none
 */
record ScoreColumn(Retriever retriever, float[] scores) {

  /** BM25 of a candidate with none of the words is 0: as good as no score. */
  static ScoreColumn of(Retriever retriever, List<Candidate> candidates) {
    float[] scores = new float[candidates.size()];
    for (int i = 0; i < scores.length; i++) {
      float score = candidates.get(i).scores()[retriever.ordinal()];
      scores[i] = retriever == Retriever.LEXICAL && score <= 0 ? Float.NaN : score;
    }
    return new ScoreColumn(retriever, scores);
  }

  boolean has(int candidate) {
    return !Float.isNaN(scores[candidate]);
  }

  /** Whether no candidate has a score: the retriever is not in play. */
  boolean isEmpty() {
    for (float score : scores) {
      if (!Float.isNaN(score)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The least a score of this retriever can be: 0 for BM25, -1 for dot products of unit vectors.
   */
  double theoreticalMinimum() {
    return retriever == Retriever.LEXICAL ? 0 : -1;
  }
}
