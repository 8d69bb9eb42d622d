package io.kinora.ranking;

import static io.kinora.ranking.CandidateFixture.candidate;
import static io.kinora.ranking.CandidateFixture.fused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.search.Explanation;
import io.kinora.search.fusion.Fused;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class LinearRankerPropertyTest {

  private static final RankingContext NOW = new RankingContext(1_800_000_000_000L);

  private final LinearRanker ranker = RankingConfig.DEFAULT.ranker();

  private static double recomputed(Explanation explanation) {
    return switch (explanation.description()) {
      case "sum of:" ->
          explanation.details().stream().mapToDouble(LinearRankerPropertyTest::recomputed).sum();
      case "product of:" ->
          explanation.details().stream()
              .mapToDouble(LinearRankerPropertyTest::recomputed)
              .reduce(1, (a, b) -> a * b);
      default -> explanation.value();
    };
  }

  @Property(tries = 200)
  void no_popularity_or_freshness_makes_up_for_a_clearly_better_answer(
      @ForAll @DoubleRange(min = 0, max = 0.9) double worse,
      @ForAll @LongRange(min = 0) long views,
      @ForAll long publishedAt) {
    Fused better = fused(candidate("better", null, Long.MIN_VALUE, 0), worse + 0.1);
    Fused boosted = fused(candidate("boosted", null, publishedAt, views, views), worse);

    assertThat(ranker.rank(List.of(boosted, better), NOW, false).getFirst().candidate().id())
        .isEqualTo("better");
  }

  @Property(tries = 300)
  void no_boosts_however_set_make_up_for_a_fused_score_better_by_more_than_their_reach(
      @ForAll @DoubleRange(min = 0, max = 1) double worse,
      @ForAll @DoubleRange(min = 0, max = 1) double freshness,
      @ForAll @DoubleRange(min = 0, max = 1) double popularity,
      @ForAll @DoubleRange(min = 0, max = 1) double likeRate,
      @ForAll @DoubleRange(min = 0, max = 1) double floor,
      @ForAll @LongRange(min = 0) long views,
      @ForAll @LongRange(min = 0) long likes,
      @ForAll long publishedAt) {
    Map<String, Double> weights =
        Map.of(
            "fused_score", 1.0,
            "freshness", freshness,
            "popularity", popularity,
            "like_rate", likeRate);
    RankingConfig config = new RankingConfig(weights, 30, floor, 1_000);
    double better = worse + config.reach() + 1e-9;
    Fused best = fused(candidate("best", null, Long.MIN_VALUE, 0), better);
    Fused boosted = fused(candidate("boosted", null, publishedAt, views, likes), worse);

    List<Ranked> ranked = config.ranker().rank(List.of(boosted, best), NOW, false);

    assertThat(ranked.getFirst().candidate().id()).isEqualTo("best");
  }

  @Property(tries = 200)
  void age_neither_buries_nor_crowns(
      @ForAll @DoubleRange(min = 0, max = 1) double score, @ForAll long publishedAt) {
    Fused dated = fused(candidate("dated", null, publishedAt, 0), score);
    Fused undated = fused(candidate("undated", null, Long.MIN_VALUE, 0), score);

    List<Ranked> ranked = ranker.rank(List.of(dated, undated), NOW, false);

    double weight = RankingConfig.DEFAULT.weights().getOrDefault("freshness", 0.0);
    assertThat(Math.abs(ranked.getFirst().score() - ranked.getLast().score()))
        .isLessThanOrEqualTo(weight + 1e-12);
  }

  @Property(tries = 100)
  void the_explanation_recomputes_to_the_score(
      @ForAll @DoubleRange(min = 0, max = 1) double score,
      @ForAll @LongRange(min = 0, max = 1L << 50) long views,
      @ForAll @LongRange(min = 0, max = 2_000_000_000_000L) long publishedAt) {
    Explanation because = Explanation.of(score, "product of:", Explanation.of(score, "one part"));
    Fused fused = new Fused(candidate("a", null, publishedAt, views), score, because);

    Ranked ranked = ranker.rank(List.of(fused), NOW, true).getFirst();

    assertThat(ranked.explanation().value()).isEqualTo(ranked.score());
    assertThat(recomputed(ranked.explanation())).isCloseTo(ranked.score(), within(1e-9));
    assertThat(ranked.explanation().toString()).contains("one part");
  }
}
