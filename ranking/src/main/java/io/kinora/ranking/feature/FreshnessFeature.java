package io.kinora.ranking.feature;

import io.kinora.catalog.InvalidValueException;
import io.kinora.ranking.RankingContext;
import io.kinora.search.Explanation;
import io.kinora.search.fusion.Fused;

/**
 * How new the video is: 1 when just published, half the way down to {@code floor} after a
 * half-life, and so on. A video of unknown date is as old as can be; one dated in the future is
 * new.
 */
public final class FreshnessFeature implements Feature {

  public static final String NAME = "freshness";

  private static final double DAY_MS = 86_400_000;

  private final double halfLifeMs;
  private final double floor;

  /**
   * @param halfLifeDays 0.01 to 3650
   * @param floor what the oldest get, 0 to 1
   */
  public FreshnessFeature(double halfLifeDays, double floor) {
    if (!(halfLifeDays >= 0.01 && halfLifeDays <= 3650)) {
      throw new InvalidValueException(
          "ranking.freshness.half_life_days", halfLifeDays, "0.01 to 3650");
    }
    if (!(floor >= 0 && floor <= 1)) {
      throw new InvalidValueException("ranking.freshness.floor", floor, "0 to 1");
    }
    this.halfLifeMs = halfLifeDays * DAY_MS;
    this.floor = floor;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double value(Fused fused, RankingContext context) {
    long published = fused.candidate().publishedAtMs();
    if (published == Long.MIN_VALUE) {
      return floor;
    }
    double age = Math.max(0.0, (double) context.nowMs() - published);
    return floor + (1 - floor) * Math.pow(0.5, age / halfLifeMs);
  }

  @Override
  public Explanation explain(Fused fused, RankingContext context) {
    long published = fused.candidate().publishedAtMs();
    if (published == Long.MIN_VALUE) {
      return Explanation.of(floor, NAME + " of an unknown date");
    }
    double age = Math.max(0.0, (double) context.nowMs() - published);
    return Explanation.of(
        value(fused, context),
        NAME + ", decay of:",
        Explanation.of(age / DAY_MS, "days since it was published"),
        Explanation.of(halfLifeMs / DAY_MS, "days after which half is left"),
        Explanation.of(floor, "what is left for ever"));
  }
}
