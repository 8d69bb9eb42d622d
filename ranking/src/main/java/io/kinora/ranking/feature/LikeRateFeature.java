package io.kinora.ranking.feature;

import io.kinora.ranking.RankingContext;
import io.kinora.search.Explanation;
import io.kinora.search.fusion.Fused;

/**
 * How many of those who watch like it, 0 to 1: the lower end of Wilson's 95 % interval, so that one
 * like of one view does not count as unanimous praise (Wilson, JASA 1927).
 */
public final class LikeRateFeature implements Feature {

  public static final String NAME = "like_rate";

  private static final double Z = 1.96;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double value(Fused fused, RankingContext context) {
    return value(Reception.of(fused.candidate(), context));
  }

  private static double value(Reception reception) {
    double likes = Math.max(0, reception.likes());
    double views = Math.max(likes, reception.views());
    if (views == 0) {
      return 0;
    }
    double rate = likes / views;
    double spread = Z * Math.sqrt((rate * (1 - rate) + Z * Z / (4 * views)) / views);
    return Math.max(0, (rate + Z * Z / (2 * views) - spread) / (1 + Z * Z / views));
  }

  @Override
  public Explanation explain(Fused fused, RankingContext context) {
    Reception reception = Reception.of(fused.candidate(), context);
    return Explanation.of(
        value(reception),
        NAME + ", wilson lower bound of:",
        Explanation.of(reception.likes(), "likes, " + reception.source()),
        Explanation.of(reception.views(), "views, " + reception.source()));
  }
}
