package io.kinora.ranking.feature;

import static io.kinora.ranking.CandidateFixture.candidate;
import static io.kinora.ranking.CandidateFixture.fused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.ranking.RankingConfig;
import io.kinora.ranking.RankingContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FeaturePropertyTest {

  private static final RankingContext NOW = new RankingContext(1_800_000_000_000L);

  @Property
  void every_feature_is_finite_and_between_0_and_1(
      @ForAll long publishedAt, @ForAll long views, @ForAll long likes) {
    for (Feature feature : RankingConfig.DEFAULT.features()) {
      assertThat(feature.value(fused(candidate("a", null, publishedAt, views, likes), 1), NOW))
          .as(feature.name())
          .isBetween(0.0, 1.0);
    }
  }
}
