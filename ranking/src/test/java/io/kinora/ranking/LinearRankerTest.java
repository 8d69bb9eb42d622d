package io.kinora.ranking;

import static io.kinora.ranking.CandidateFixture.candidate;
import static io.kinora.ranking.CandidateFixture.fused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.catalog.InvalidValueException;
import io.kinora.search.fusion.Fused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LinearRankerTest {

  private static final RankingContext NOW = new RankingContext(1_800_000_000_000L);

  private final LinearRanker ranker = RankingConfig.DEFAULT.ranker();

  private static List<String> ids(List<Ranked> ranked) {
    return ranked.stream().map(each -> each.candidate().id()).toList();
  }

  @Test
  void among_equal_answers_the_newer_and_the_more_watched_come_first() {
    Fused plain = fused(candidate("plain", null, 0, 0), 0.5);
    Fused fresh = fused(candidate("fresh", null, NOW.nowMs(), 0), 0.5);
    Fused watched = fused(candidate("watched", null, 0, 10_000_000), 0.5);

    assertThat(ids(ranker.rank(List.of(plain, fresh, watched), NOW, false)))
        .containsExactly("watched", "fresh", "plain");
  }

  @Test
  void equal_scores_are_ordered_by_id() {
    assertThat(ids(ranker.rank(List.of(fused("b", 1), fused("a", 1)), NOW, false)))
        .containsExactly("a", "b");
  }

  @Test
  void an_unknown_feature_is_refused_with_those_that_are_known() {
    RankingConfig wrong = new RankingConfig(Map.of("luck", 1.0), 180, 0, 1000);

    assertThatThrownBy(wrong::ranker)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("luck")
        .hasMessageContaining("freshness, fused_score, like_rate, popularity");
  }

  @Test
  void a_weight_out_of_range_is_refused() {
    for (double weight : new double[] {101, -101, Double.NaN}) {
      RankingConfig wrong = new RankingConfig(Map.of("popularity", weight), 180, 0, 1000);
      assertThatThrownBy(wrong::ranker)
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("ranking.weights.popularity")
          .hasMessageContaining("-100 to 100");
    }
  }
}
