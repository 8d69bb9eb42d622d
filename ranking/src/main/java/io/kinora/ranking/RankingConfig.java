package io.kinora.ranking;

import io.kinora.ranking.feature.EntityFeature;
import io.kinora.ranking.feature.Feature;
import io.kinora.ranking.feature.FreshnessFeature;
import io.kinora.ranking.feature.FusedScoreFeature;
import io.kinora.ranking.feature.LikeRateFeature;
import io.kinora.ranking.feature.PopularityFeature;
import java.util.List;
import java.util.Map;

/**
 * How candidates become an order.
 *
 * @param weights by feature name, see {@link LinearRanker}
 * @param freshnessHalfLifeDays see {@link FreshnessFeature}
 * @param freshnessFloor see {@link FreshnessFeature}
 * @param popularityFullAtViews see {@link PopularityFeature}
 */
public record RankingConfig(
    Map<String, Double> weights,
    double freshnessHalfLifeDays,
    double freshnessFloor,
    double popularityFullAtViews) {

  /**
   * How well it answers decides; all else together is worth an eighth of it and breaks near-ties.
   */
  public static final RankingConfig DEFAULT =
      new RankingConfig(
          Map.of(
              FusedScoreFeature.NAME, 1.0,
              FreshnessFeature.NAME, 0.03,
              PopularityFeature.NAME, 0.04,
              LikeRateFeature.NAME, 0.01,
              EntityFeature.NAME, 0.05),
          180,
          0,
          10_000_000);

  public RankingConfig {
    weights = Map.copyOf(weights);
  }

  /**
   * By how much a fused score must be better so that nothing else can make up for it: every other
   * feature lies between 0 and 1, so that its weight is the most it does.
   */
  public double reach() {
    double boosts = 0;
    for (Map.Entry<String, Double> each : weights.entrySet()) {
      boosts += each.getKey().equals(FusedScoreFeature.NAME) ? 0 : Math.abs(each.getValue());
    }
    return boosts / weights.getOrDefault(FusedScoreFeature.NAME, 0.0);
  }

  /** The features that weights may name. */
  public List<Feature> features() {
    return List.of(
        new FusedScoreFeature(),
        new FreshnessFeature(freshnessHalfLifeDays, freshnessFloor),
        new PopularityFeature(popularityFullAtViews),
        new LikeRateFeature(),
        new EntityFeature());
  }

  /**
   * @throws io.kinora.catalog.InvalidValueException if a value is out of its range or a feature
   *     unknown
   */
  public LinearRanker ranker() {
    return new LinearRanker(features(), weights);
  }
}
