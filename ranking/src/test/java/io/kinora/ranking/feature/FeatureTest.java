package io.kinora.ranking.feature;

import static io.kinora.ranking.CandidateFixture.candidate;
import static io.kinora.ranking.CandidateFixture.fused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.catalog.CountWindow;
import io.kinora.catalog.Counters;
import io.kinora.catalog.Counts;
import io.kinora.catalog.WindowedCounts;
import io.kinora.ranking.RankingContext;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FeatureTest {

  private static final long DAY = 86_400_000;
  private static final RankingContext NOW = new RankingContext(1_000 * DAY);

  private static double fresh(Feature feature, long publishedAtMs) {
    return feature.value(fused(candidate("a", null, publishedAtMs, 0), 1), NOW);
  }

  @Test
  void freshness_halves_with_every_half_life_down_to_its_floor() {
    Feature freshness = new FreshnessFeature(10, 0.2);

    assertThat(fresh(freshness, 1_000 * DAY)).isEqualTo(1);
    assertThat(fresh(freshness, 990 * DAY)).isCloseTo(0.6, within(1e-9));
    assertThat(fresh(freshness, 980 * DAY)).isCloseTo(0.4, within(1e-9));
    assertThat(fresh(freshness, 2_000 * DAY)).as("dated in the future").isEqualTo(1);
    assertThat(fresh(freshness, Long.MIN_VALUE)).as("of unknown date").isEqualTo(0.2);
  }

  @Test
  void popularity_is_logarithmic_and_bounded() {
    Feature popularity = new PopularityFeature(1_000_000);

    assertThat(popularity.value(fused(candidate("a", null, 0, 0), 1), NOW)).isZero();
    assertThat(popularity.value(fused(candidate("a", null, 0, 1_000), 1), NOW))
        .isCloseTo(0.5, within(1e-3));
    assertThat(popularity.value(fused(candidate("a", null, 0, Long.MAX_VALUE), 1), NOW))
        .isEqualTo(1);
  }

  @Test
  void one_like_of_one_view_is_less_than_ninety_of_a_hundred() {
    Feature rate = new LikeRateFeature();

    double one = rate.value(fused(candidate("a", null, 0, 1, 1), 1), NOW);
    double many = rate.value(fused(candidate("b", null, 0, 100, 90), 1), NOW);

    assertThat(one).isLessThan(many);
    assertThat(rate.value(fused(candidate("c", null, 0, 0, 0), 1), NOW)).isZero();
  }

  @Test
  void our_own_count_is_taken_unless_the_publisher_knows_of_more_views() {
    RankingContext counted = new RankingContext(0, Map.of(), new Watched(1_000, 500));
    Feature popularity = new PopularityFeature(1_000_000);
    Feature rate = new LikeRateFeature();

    assertThat(popularity.value(fused(candidate("a", null, 0, 10, 10), 1), counted))
        .isCloseTo(0.5, within(1e-3));
    assertThat(rate.value(fused(candidate("a", null, 0, 10, 10), 1), counted))
        .isCloseTo(0.5, within(0.05));
    assertThat(popularity.value(fused(candidate("a", null, 0, 1_000_000, 0), 1), counted))
        .isEqualTo(1);
    assertThat(rate.value(fused(candidate("a", null, 0, 1_000_000, 0), 1), counted))
        .as("views and likes of one source")
        .isLessThan(0.001);
    assertThat(popularity.explain(fused(candidate("a", null, 0, 10, 10), 1), counted).toString())
        .contains("views, counted");
  }

  /** Every video was watched and liked so often. */
  private record Watched(long views, long likes) implements Counters, WindowedCounts {

    @Override
    public WindowedCounts video(String id) {
      return this;
    }

    @Override
    public WindowedCounts channel(String channel) {
      return this;
    }

    @Override
    public WindowedCounts query(String query) {
      return this;
    }

    @Override
    public Counts in(CountWindow window) {
      return new Counts(0, 0, views, 0, likes, 0, 0, 0, 0);
    }

    @Override
    public long viewers(CountWindow window) {
      return views;
    }

    @Override
    public boolean isEmpty() {
      return false;
    }

    @Override
    public Instant asOf() {
      return Instant.EPOCH;
    }
  }

  @Test
  void only_videos_of_a_channel_that_is_mentioned_gain_and_never_more_than_one() {
    Feature entity = new EntityFeature();
    RankingContext context = new RankingContext(0, Map.of("Sea TV", 0.75));

    assertThat(entity.value(fused(candidate("a", "Sea TV", 0, 0), 1), context)).isEqualTo(0.75);
    assertThat(entity.value(fused(candidate("b", "Land TV", 0, 0), 1), context)).isZero();
    assertThat(entity.value(fused(candidate("c", null, 0, 0), 1), context)).isZero();
  }

  @Test
  void settings_out_of_range_are_refused() {
    assertThatThrownBy(() -> new FreshnessFeature(0, 0)).hasMessageContaining("half_life_days");
    assertThatThrownBy(() -> new FreshnessFeature(1, 2)).hasMessageContaining("floor");
    assertThatThrownBy(() -> new PopularityFeature(1)).hasMessageContaining("full_at_views");
  }
}
