package io.kinora.search.fusion;

import io.kinora.catalog.InvalidValueException;
import io.kinora.search.Candidate;
import io.kinora.search.Explanation;
import io.kinora.search.Retriever;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reciprocal rank fusion: the sum of weight / (k + rank) over the retrievers (Cormack, Clarke and
 * Büttcher, SIGIR 2009), scaled so that the first of every list reaches 1, as with {@link
 * WeightedFusion}: what ranking adds is made for that scale. Looks only at ranks, so it needs no
 * tuning and knows no "much better". Equal scores share a rank.
 */
public final class RrfFusion implements Fusion {

  public static final int DEFAULT_K = 60;

  private final FusionWeights weights;
  private final int k;

  /**
   * @param k how flat the top of a ranking is, 1 to 10,000
   */
  public RrfFusion(FusionWeights weights, int k) {
    if (k < 1 || k > 10_000) {
      throw new InvalidValueException("fusion.k", k, "1 to 10000");
    }
    this.weights = weights;
    this.k = k;
  }

  @Override
  public List<Fused> fuse(List<Candidate> candidates, boolean explain) {
    List<ScoreColumn> columns = new ArrayList<>();
    List<int[]> ranks = new ArrayList<>();
    double total = 0;
    for (Retriever retriever : Retriever.values()) {
      ScoreColumn column = ScoreColumn.of(retriever, candidates);
      if (weights.of(retriever) > 0 && !column.isEmpty()) {
        columns.add(column);
        ranks.add(ranks(column));
        total += weights.of(retriever);
      }
    }
    double scale = (k + 1) / total;
    List<Fused> fused = new ArrayList<>(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      double score = 0;
      for (int c = 0; c < columns.size(); c++) {
        score += part(columns.get(c), ranks.get(c), i, scale);
      }
      fused.add(
          new Fused(
              candidates.get(i),
              score,
              explain ? explained(columns, ranks, i, candidates.get(i), scale, score) : null));
    }
    return fused;
  }

  private double part(ScoreColumn column, int[] ranks, int candidate, double scale) {
    return column.has(candidate)
        ? scale * weights.of(column.retriever()) / (k + ranks[candidate])
        : 0;
  }

  /** Ranks from 1; the rank of a score is one more than the number of greater ones. */
  private static int[] ranks(ScoreColumn column) {
    float[] scores = column.scores();
    float[] ascending = scores.clone();
    Arrays.sort(ascending); // NaN last
    int count = ascending.length;
    while (count > 0 && Float.isNaN(ascending[count - 1])) {
      count--;
    }
    int[] ranks = new int[scores.length];
    for (int i = 0; i < scores.length; i++) {
      if (column.has(i)) {
        ranks[i] = 1 + count - upperBound(ascending, count, scores[i]);
      }
    }
    return ranks;
  }

  /** How many of the first {@code count} are not greater. */
  private static int upperBound(float[] ascending, int count, float score) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] <= score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Explanation explained(
      List<ScoreColumn> columns,
      List<int[]> ranks,
      int index,
      Candidate candidate,
      double scale,
      double score) {
    List<Explanation> terms = new ArrayList<>(columns.size());
    for (int c = 0; c < columns.size(); c++) {
      ScoreColumn column = columns.get(c);
      String name = column.retriever().key();
      if (!column.has(index)) {
        terms.add(Explanation.of(0, name + " has nothing to compare"));
        continue;
      }
      int rank = ranks.get(c)[index];
      double weight = scale * weights.of(column.retriever());
      terms.add(
          Explanation.of(
              part(column, ranks.get(c), index, scale),
              "product of:",
              Explanation.of(weight, name + "'s share of the weights, times k + 1"),
              Explanation.of(
                  1.0 / (k + rank),
                  "reciprocal of:",
                  Explanation.of(
                      k + rank,
                      "sum of:",
                      Explanation.of(k, "k"),
                      Explanation.of(
                          rank, "rank by " + name, candidate.explained(column.retriever()))))));
    }
    return new Explanation(score, "fused score, sum of:", terms);
  }
}
