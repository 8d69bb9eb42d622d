package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kinora.catalog.InvalidValueException;
import io.kinora.indexing.shard.VideoCard;
import io.kinora.search.Candidate;
import io.kinora.search.FusionChoice;
import io.kinora.search.FusionChoice.Method;
import io.kinora.search.Retriever;
import io.kinora.search.fusion.Fused;
import io.kinora.search.fusion.Fusion;
import io.kinora.search.fusion.Normalisation;
import io.kinora.search.fusion.RrfFusion;
import io.kinora.search.fusion.WeightedFusion;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator configured and what a request may change. */
final class FusionPolicyTest {

  /** The first is better by its words, the second by its meaning. */
  private static final List<Candidate> CANDIDATES =
      List.of(candidate("by-words", 9, 0.1f), candidate("by-meaning", 1, 0.9f));

  private static final Map<Retriever, Double> WORDS_COUNT_MORE =
      Map.of(Retriever.LEXICAL, 2.0, Retriever.SEMANTIC, 1.0);

  private static final FusionPolicy POLICY =
      new FusionPolicy(Method.WEIGHTED, Normalisation.MIN_MAX, 60);

  @Test
  void a_request_that_says_nothing_gets_what_is_configured() {
    Fusion fusion = POLICY.choose(WORDS_COUNT_MORE, null);

    assertThat(fusion).isInstanceOf(WeightedFusion.class);
    assertThat(first(fusion)).isEqualTo("by-words");
    assertThat(new FusionPolicy(Method.RRF, Normalisation.MIN_MAX, 60).choose(Map.of(), null))
        .isInstanceOf(RrfFusion.class);
  }

  @Test
  void a_request_replaces_the_method_and_the_weights_it_names() {
    Fusion fusion =
        POLICY.choose(
            WORDS_COUNT_MORE, new FusionChoice(Method.WEIGHTED, Map.of(Retriever.SEMANTIC, 3.0)));
    Fusion byRank = POLICY.choose(WORDS_COUNT_MORE, new FusionChoice(Method.RRF, Map.of()));

    assertThat(first(fusion)).isEqualTo("by-meaning");
    assertThat(byRank).isInstanceOf(RrfFusion.class);
    assertThat(first(byRank)).as("weights left out stay as configured").isEqualTo("by-words");
    assertThat(first(POLICY.choose(WORDS_COUNT_MORE, null))).isEqualTo("by-words");
  }

  @Test
  void a_weight_out_of_range_is_refused() {
    FusionChoice heavy = new FusionChoice(Method.RRF, Map.of(Retriever.FRAME, 100.5));

    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> POLICY.choose(WORDS_COUNT_MORE, heavy))
        .withMessage("fusion.weights.frame is 100.5; allowed: 0 to 100");
  }

  private static String first(Fusion fusion) {
    List<Fused> fused = fusion.fuse(CANDIDATES, false);
    return Collections.max(fused, Comparator.comparingDouble(Fused::score)).candidate().id();
  }

  private static Candidate candidate(String id, float words, float meaning) {
    float[] scores = {words, meaning, Float.NaN, Float.NaN};
    return new Candidate(new VideoCard(id, null, 0, -1, 0, 0, null), scores, 0b11, -1, null);
  }
}
