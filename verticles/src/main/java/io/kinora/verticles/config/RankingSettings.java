package io.kinora.verticles.config;

import io.kinora.ranking.RankingConfig;
import io.kinora.ranking.feature.FreshnessFeature;
import io.kinora.ranking.feature.LikeRateFeature;
import io.kinora.ranking.feature.PopularityFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What counts beside how well a video answers. Each boost lies between 0 and its weight, so that
 * none can do more than that for or against a video.
 */
final class RankingSettings {

  private static final RankingConfig USUAL = RankingConfig.DEFAULT;

  private static final Setting<Double> FRESHNESS =
      boost(FreshnessFeature.NAME, "a video that has just been published gets");
  private static final Setting<Double> HALF_LIFE =
      Setting.number(
          "ranking.freshness.half-life-days",
          USUAL.freshnessHalfLifeDays(),
          0.01,
          3650,
          "Age at which half of the boost for new videos is gone, days.");
  private static final Setting<Double> FRESHNESS_FLOOR =
      Setting.number(
          "ranking.freshness.floor",
          USUAL.freshnessFloor(),
          0,
          1,
          "The share of that boost that the oldest videos keep.");
  private static final Setting<Double> POPULARITY =
      boost(PopularityFeature.NAME, "a video with as many views as count gets");
  private static final Setting<Double> FULL_AT =
      Setting.number(
          "ranking.popularity.full-at-views",
          USUAL.popularityFullAtViews(),
          10,
          1e12,
          "Views from which more do not count.");
  private static final Setting<Double> LIKE_RATE =
      boost(LikeRateFeature.NAME, "a video that everyone likes gets");

  /** All of them, in the order in which they are shown. */
  static final List<Setting<?>> ALL =
      List.of(FRESHNESS, HALF_LIFE, FRESHNESS_FLOOR, POPULARITY, FULL_AT, LIKE_RATE);

  private RankingSettings() {}

  static RankingConfig read(Settings settings) {
    Map<String, Double> weights = new LinkedHashMap<>(USUAL.weights());
    weights.put(FreshnessFeature.NAME, settings.get(FRESHNESS));
    weights.put(PopularityFeature.NAME, settings.get(POPULARITY));
    weights.put(LikeRateFeature.NAME, settings.get(LIKE_RATE));
    return new RankingConfig(
        weights, settings.get(HALF_LIFE), settings.get(FRESHNESS_FLOOR), settings.get(FULL_AT));
  }

  private static Setting<Double> boost(String feature, String who) {
    return Setting.number(
        "ranking." + feature.replace('_', '-') + ".weight",
        USUAL.weights().getOrDefault(feature, 0.0),
        0,
        1,
        "The most that " + who + ", where 1 is the best answer's score.");
  }
}
