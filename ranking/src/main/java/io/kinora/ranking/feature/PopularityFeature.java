package io.kinora.ranking.feature;

import io.kinora.catalog.InvalidValueException;
import io.kinora.ranking.RankingContext;
import io.kinora.search.Explanation;
import io.kinora.search.fusion.Fused;

/**
 * How much the video is watched, on a logarithmic scale: 0 without views, 1 at {@code fullAtViews}
 * and beyond.
 */
public final class PopularityFeature implements Feature {

  public static final String NAME = "popularity";

  private final double fullAtViews;
  private final double scale;

  /**
   * @param fullAtViews 10 to 1e12
   */
  public PopularityFeature(double fullAtViews) {
    if (!(fullAtViews >= 10 && fullAtViews <= 1e12)) {
      throw new InvalidValueException(
          "ranking.popularity.full_at_views", fullAtViews, "10 to 1000000000000");
    }
    this.fullAtViews = fullAtViews;
    this.scale = 1 / Math.log1p(fullAtViews);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double value(Fused fused, RankingContext context) {
    return value(Reception.of(fused.candidate(), context));
  }

  private double value(Reception reception) {
    return Math.min(1, Math.log1p(Math.max(0, reception.views())) * scale);
  }

  @Override
  public Explanation explain(Fused fused, RankingContext context) {
    Reception reception = Reception.of(fused.candidate(), context);
    return Explanation.of(
        value(reception),
        NAME + ", log scale of:",
        Explanation.of(reception.views(), "views, " + reception.source()),
        Explanation.of(fullAtViews, "views from which it is 1"));
  }
}
