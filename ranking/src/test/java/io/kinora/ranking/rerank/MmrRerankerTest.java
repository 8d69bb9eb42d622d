package io.kinora.ranking.rerank;

import static io.kinora.ranking.CandidateFixture.candidate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.kinora.catalog.InvalidValueException;
import io.kinora.ranking.Ranked;
import io.kinora.search.Explanation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Candidates are alike if their ids begin with the same letter. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MmrRerankerTest {

  private static final MmrReranker.Similarity BY_LETTER =
      (a, b) -> a.charAt(0) == b.charAt(0) ? 1 : 0;

  private final List<Ranked> list =
      List.of(ranked("a1", 10), ranked("a2", 9), ranked("a3", 8), ranked("b1", 7), ranked("c1", 0));

  private static Ranked ranked(String id, double score) {
    Explanation explanation = Explanation.of(score, "score");
    return new Ranked(candidate(id, null, 0, 0), score, explanation);
  }

  private static MmrReranker mmr(double diversity, int top) {
    return new MmrReranker(diversity, top, ids -> BY_LETTER);
  }

  @Test
  void one_of_each_kind_comes_first_if_diversity_matters_and_the_best_if_not() {
    assertThat(mmr(0.5, 100).rerank(list))
        .extracting(Ranked::id)
        .containsExactly("a1", "b1", "c1", "a2", "a3");
    assertThat(mmr(0.05, 100).rerank(list))
        .extracting(Ranked::id)
        .containsExactly("a1", "a2", "a3", "b1", "c1");
    assertThat(mmr(0, 100).rerank(list)).isEqualTo(list);
  }

  @Test
  void only_the_top_is_reordered() {
    assertThat(mmr(0.9, 2).rerank(list)).extracting(Ranked::id).startsWith("a1", "a2", "a3", "b1");
  }

  @Test
  void what_follows_on_the_pages_shown_is_what_one_long_list_has_there() {
    List<Ranked> whole = mmr(0.4, 4).rerank(list);
    for (int page = 0; page <= list.size(); page++) {
      List<Ranked> shown = whole.subList(0, page);
      List<Ranked> rest = new ArrayList<>(list);
      rest.removeIf(each -> shown.stream().anyMatch(one -> one.id().equals(each.id())));

      assertThat(mmr(0.4, 4).rerank(shown, rest))
          .extracting(Ranked::id)
          .isEqualTo(whole.subList(page, whole.size()).stream().map(Ranked::id).toList());
    }
  }

  @Test
  void the_explanation_names_the_one_it_is_like_and_what_that_costs() {
    Explanation second = mmr(0.5, 100).rerank(list).get(3).explanation();

    assertThat(second.value()).isCloseTo(0.5 * 0.9 - 0.5 * 1, within(1e-9));
    assertThat(second.toString()).contains("similarity to a1 before it");
  }

  @Test
  void a_diversity_out_of_range_is_refused() {
    assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> mmr(1.1, 100));
    assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> mmr(Double.NaN, 100));
  }
}
