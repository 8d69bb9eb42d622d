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
class CollapseRerankerTest {

  private static final Reranker BY_CHANNEL =
      new CollapseReranker("collapse channel", Candidate::channel);

  private static Ranked ranked(String id, String channel) {
    return new Ranked(candidate(id, channel, 0, 0), 1, null);
  }

  @Test
  void a_channel_is_shown_once_with_its_best_and_videos_without_one_all_stay() {
    List<Ranked> page =
        List.of(
            ranked("a1", "a"),
            ranked("x", null),
            ranked("b1", "b"),
            ranked("a2", "a"),
            ranked("y", null),
            ranked("a3", "a"));

    List<Ranked> collapsed = BY_CHANNEL.rerank(page);

    assertThat(collapsed).extracting(Ranked::id).containsExactly("a1", "x", "b1", "y");
    assertThat(collapsed.getFirst().hidden()).containsExactly("a2", "a3");
    assertThat(collapsed.get(2).hidden()).isEmpty();
  }

  @Test
  void what_a_page_before_has_shown_stays_shown_even_if_another_is_the_best_now() {
    List<Ranked> rest =
        BY_CHANNEL.rerank(List.of(ranked("a2", "a")), List.of(ranked("a1", "a"), ranked("b", "b")));

    assertThat(rest).extracting(Ranked::id).containsExactly("b");
  }

  @Test
  void what_an_earlier_rule_hid_is_named_beside_what_this_one_hides() {
    Ranked best = ranked("a1", "a").withHidden(List.of("copy"));

    assertThat(BY_CHANNEL.rerank(List.of(best, ranked("a2", "a"))).getFirst().hidden())
        .containsExactly("copy", "a2");
  }
}
