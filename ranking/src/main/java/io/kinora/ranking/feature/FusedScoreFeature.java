package io.kinora.ranking.feature;

import io.kinora.ranking.RankingContext;
import io.kinora.search.Explanation;
import io.kinora.search.fusion.Fused;

/** How well the video answers the query. */
public final class FusedScoreFeature implements Feature {

  public static final String NAME = "fused_score";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double value(Fused fused, RankingContext context) {
    return fused.score();
  }

  @Override
  public Explanation explain(Fused fused, RankingContext context) {
    Explanation explanation = fused.explanation();
    return explanation == null ? Feature.super.explain(fused, context) : explanation;
  }
}
