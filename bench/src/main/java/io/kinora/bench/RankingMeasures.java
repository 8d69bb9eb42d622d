package io.kinora.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How good one ranked list is, 0 to 1.
 *
 * @param ndcg normalised discounted cumulative gain of the first 10, gain = grade (Järvelin and
 *     Kekäläinen 2002)
 * @param recall share of what answers the query among the first 100
 * @param reciprocalRank of the first answer among the first 10, else 0
 */
record RankingMeasures(double ndcg, double recall, double reciprocalRank) {

  private static final int TOP = 10;
  private static final int DEEP = 100;
  private static final int RESAMPLES = 5_000;
  private static final long SEED = 20_261_122;

  static RankingMeasures of(List<String> ranked, Map<String, Integer> grades) {
    return new RankingMeasures(ndcg(ranked, grades), recall(ranked, grades), first(ranked, grades));
  }

  static RankingMeasures mean(List<RankingMeasures> measures) {
    double ndcg = 0;
    double recall = 0;
    double reciprocalRank = 0;
    for (RankingMeasures each : measures) {
      ndcg += each.ndcg;
      recall += each.recall;
      reciprocalRank += each.reciprocalRank;
    }
    int count = measures.size();
    return new RankingMeasures(ndcg / count, recall / count, reciprocalRank / count);
  }

  /**
   * The mean difference in nDCG, and between what bounds it lies in 95 % of resampled sets of
   * queries (paired bootstrap).
   *
   * @param low if above 0, one is better not by chance
   */
  record Difference(double mean, double low, double high) {

    /** Of the same queries in the same order. */
    static Difference of(List<RankingMeasures> one, List<RankingMeasures> other) {
      int count = one.size();
      double[] differences = new double[count];
      double sum = 0;
      for (int i = 0; i < count; i++) {
        differences[i] = one.get(i).ndcg - other.get(i).ndcg;
        sum += differences[i];
      }
      Random random = new Random(SEED);
      double[] means = new double[RESAMPLES];
      for (int r = 0; r < RESAMPLES; r++) {
        double drawn = 0;
        for (int i = 0; i < count; i++) {
          drawn += differences[random.nextInt(count)];
        }
        means[r] = drawn / count;
      }
      Arrays.sort(means);
      return new Difference(
          sum / count, means[(int) (RESAMPLES * 0.025)], means[(int) (RESAMPLES * 0.975)]);
    }
  }

  private static double ndcg(List<String> ranked, Map<String, Integer> grades) {
    double found = 0;
    for (int i = 0; i < Math.min(TOP, ranked.size()); i++) {
      found += grades.getOrDefault(ranked.get(i), 0) / log2(i + 2);
    }
    List<Integer> best =
        grades.values().stream().sorted(Comparator.reverseOrder()).limit(TOP).toList();
    double ideal = 0;
    for (int i = 0; i < best.size(); i++) {
      ideal += best.get(i) / log2(i + 2);
    }
    return ideal == 0 ? 0 : found / ideal;
  }

  private static double recall(List<String> ranked, Map<String, Integer> grades) {
    long answers = grades.values().stream().filter(grade -> grade > 0).count();
    long found = ranked.stream().limit(DEEP).filter(id -> grades.getOrDefault(id, 0) > 0).count();
    return answers == 0 ? 0 : (double) found / answers;
  }

  private static double first(List<String> ranked, Map<String, Integer> grades) {
    for (int i = 0; i < Math.min(TOP, ranked.size()); i++) {
      if (grades.getOrDefault(ranked.get(i), 0) > 0) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
