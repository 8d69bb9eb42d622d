package io.kinora.search.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.catalog.InvalidValueException;
import io.kinora.indexing.shard.VideoCard;
import io.kinora.search.Candidate;
import io.kinora.search.Retriever;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FusionTest {

  private static final float NONE = Float.NaN;
  private static final FusionWeights EQUAL = FusionWeights.equal();

  private static Candidate candidate(String id, float words, float text) {
    return new Candidate(
        new VideoCard(id, null, 0, -1, 0, 0, null),
        new float[] {words, text, NONE, NONE},
        1,
        -1,
        null);
  }

  @Test
  void min_max_spreads_each_retriever_over_0_to_1_and_takes_the_mean() {
    List<Fused> fused =
        new WeightedFusion(EQUAL, Normalisation.MIN_MAX)
            .fuse(
                List.of(
                    candidate("both", 10, 0.9f),
                    candidate("words", 8, 0.5f),
                    candidate("text", 0, 0.7f)),
                false);

    assertThat(fused).extracting(f -> f.candidate().id()).containsExactly("both", "words", "text");
    assertThat(fused.get(0).score()).isCloseTo(1, within(1e-6));
    assertThat(fused.get(1).score()).isCloseTo(0.4, within(1e-6));
    assertThat(fused.get(2).score()).isCloseTo(0.25, within(1e-6));
  }

  @Test
  void the_theoretical_minimum_keeps_small_differences_small() {
    List<Fused> fused =
        new WeightedFusion(EQUAL, Normalisation.THEORETICAL)
            .fuse(List.of(candidate("a", 0, 0.6f), candidate("b", 0, 0.5f)), false);

    assertThat(fused.get(1).score()).isCloseTo(1.5 / 1.6, within(1e-6));
  }

  @Test
  void reciprocal_ranks_add_up() {
    List<Fused> fused =
        new RrfFusion(EQUAL, 60)
            .fuse(List.of(candidate("a", 9, 0.1f), candidate("b", 3, 0.8f)), false);

    assertThat(fused)
        .as("on a scale on which the first of both lists would be 1")
        .allSatisfy(
            f ->
                assertThat(f.score()).isCloseTo((1.0 / 61 + 1.0 / 62) / (2.0 / 61), within(1e-12)));
    assertThat(fused).extracting(f -> f.candidate().id()).containsExactly("a", "b");
  }

  @Test
  void a_candidate_with_nothing_to_compare_gets_nothing_from_that_retriever() {
    for (Fusion fusion :
        List.of(
            new WeightedFusion(EQUAL, Normalisation.MIN_MAX),
            new WeightedFusion(EQUAL, Normalisation.THEORETICAL),
            new RrfFusion(EQUAL, 60))) {
      List<Fused> fused =
          fusion.fuse(
              List.of(
                  candidate("missing", 5, NONE),
                  candidate("present", 5, 0.2f),
                  candidate("best", 5, 0.3f)),
              true);

      Fused missing = fused.getFirst();
      assertThat(fused).allMatch(each -> each.score() >= missing.score());
      assertThat(fused.getLast().score()).isGreaterThan(missing.score());
      assertThat(missing.explanation().toString()).contains("nothing to compare");
    }
  }

  @Test
  void a_weight_of_0_takes_a_retriever_out() {
    Fusion fusion =
        new WeightedFusion(EQUAL.with(Map.of(Retriever.SEMANTIC, 0.0)), Normalisation.MIN_MAX);

    assertThat(fusion.fuse(List.of(candidate("a", 10, -1), candidate("b", 5, 1)), false))
        .extracting(Fused::score)
        .containsExactly(1.0, 0.5);
  }

  @Test
  void nothing_in_gives_nothing_out() {
    assertThat(new RrfFusion(EQUAL, 60).fuse(List.of(), true)).isEmpty();
    assertThat(new WeightedFusion(EQUAL, Normalisation.Z_SCORE).fuse(List.of(), true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
  void a_weight_out_of_range_is_refused(double weight) {
    assertThatThrownBy(() -> FusionWeights.of(Map.of(Retriever.FRAME, weight)))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("fusion.weights.frame")
        .hasMessageContaining("0 to 100");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10_001})
  void a_k_out_of_range_is_refused(int k) {
    assertThatThrownBy(() -> new RrfFusion(EQUAL, k))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("1 to 10000");
  }
}
