package io.kinora.ranking.evaluation;

import java.util.Arrays;
import java.util.Random;

/**
 * A mean over queries and between what bounds it lies in 95 % of resampled sets of queries: what
 * might have come out had other queries of the same kind been asked (percentile bootstrap, Efron
 * 1979). The same values give the same bounds.
 */
public record Estimate(double mean, double low, double high) {

  private static final int RESAMPLES = 10_000;
  private static final long SEED = 20_261_122;

  /**
   * @param values one a query; of none at all, everything is 0
   */
  public static Estimate ofMean(double[] values) {
    int count = values.length;
    if (count == 0) {
      return new Estimate(0, 0, 0);
    }
    Random random = new Random(SEED);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += values[random.nextInt(count)];
      }
      means[r] = sum / count;
    }
    Arrays.sort(means);
    return new Estimate(
        Arrays.stream(values).sum() / count,
        means[(int) (RESAMPLES * 0.025)],
        means[(int) (RESAMPLES * 0.975)]);
  }
}
