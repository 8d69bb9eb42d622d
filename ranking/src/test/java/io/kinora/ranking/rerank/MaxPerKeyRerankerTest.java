package io.kinora.ranking.rerank;

import static io.kinora.ranking.CandidateFixture.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.ranking.Ranked;
import io.kinora.search.Candidate;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MaxPerKeyRerankerTest {

  private static final Reranker TWO =
      new MaxPerKeyReranker("max per channel", Candidate::channel, 2);

  private static Ranked ranked(String id, String channel) {
    return new Ranked(candidate(id, channel, 0, 0), 1, null);
  }

  @Test
  void the_best_two_of_a_channel_stay_and_all_without_one() {
    List<Ranked> list =
        List.of(
            ranked("a1", "a"),
            ranked("x", null),
            ranked("a2", "a"),
            ranked("a3", "a"),
            ranked("b", "b"),
            ranked("y", null),
            ranked("z", null));

    assertThat(TWO.rerank(list))
        .extracting(Ranked::id)
        .containsExactly("a1", "x", "a2", "b", "y", "z");
  }

  @Test
  void those_on_the_pages_before_count() {
    assertThat(
            TWO.rerank(List.of(ranked("a3", "a")), List.of(ranked("a1", "a"), ranked("a2", "a"))))
        .extracting(Ranked::id)
        .containsExactly("a1");
  }
}
