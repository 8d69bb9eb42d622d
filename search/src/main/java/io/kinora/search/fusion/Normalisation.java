package io.kinora.search.fusion;

import io.kinora.search.Retriever;
import java.util.Arrays;

/** How scores of different retrievers are made comparable. */
public enum Normalisation {

  /**
   * The least score of the candidates becomes 0 and the greatest 1. For words the least is always
   * 0: a candidate with none of them is the worst there can be.
   */
  MIN_MAX {
    @Override
    Scale scale(ScoreColumn column) {
      double min = column.retriever() == Retriever.LEXICAL ? 0 : least(column);
      return new Scale(min, greatest(column), "min-max");
    }
  },

  /**
   * The least that a score can be becomes 0 and the greatest of the candidates 1 (Bruch, Gai and
   * Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", TOIS 2023). Less swayed by one
   * bad candidate than min-max, and keeps small differences between cosines small.
   */
  THEORETICAL {
    @Override
    Scale scale(ScoreColumn column) {
      return new Scale(
          column.theoreticalMinimum(), greatest(column), "theoretical minimum and greatest seen");
    }
  },

  /** Mean and standard deviation of the candidates; three deviations either way are 0 and 1. */
  Z_SCORE {
    @Override
    Scale scale(ScoreColumn column) {
      float[] ascending = column.scores().clone();
      Arrays.sort(ascending); // rounding must not depend on who answered first
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (float score : ascending) {
        if (!Float.isNaN(score)) {
          sum += score;
          squares += (double) score * score;
          count++;
        }
      }
      double mean = sum / count;
      double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
      return new Scale(mean - 3 * deviation, mean + 3 * deviation, "z-score");
    }
  };

  /**
   * A straight line from {@code low} (0) to {@code high} (1), held within 0 and 1.
   *
   * @param name for explanations
   */
  record Scale(double low, double high, String name) {

    double of(double score) {
      if (high <= low) {
        return 1;
      }
      return Math.clamp((score - low) / (high - low), 0, 1);
    }
  }

  /**
   * @param column with at least one score
   */
  abstract Scale scale(ScoreColumn column);

  private static double least(ScoreColumn column) {
    double least = Double.POSITIVE_INFINITY;
    for (float score : column.scores()) {
      least = score < least ? score : least;
    }
    return least;
  }

  private static double greatest(ScoreColumn column) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (float score : column.scores()) {
      greatest = score > greatest ? score : greatest;
    }
    return greatest;
  }
}
