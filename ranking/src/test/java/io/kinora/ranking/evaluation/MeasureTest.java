package io.kinora.ranking.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Against values worked out by hand, as trec_eval defines the measures. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MeasureTest {

  private static final Map<String, Integer> GRADES = Map.of("a", 3, "b", 2, "c", 1, "d", 0);
  private static final List<String> RANKED = List.of("b", "unjudged", "a", "d", "c");

  private static double of(Measure measure, List<String> ranked) {
    return measure.of(ranked, GRADES);
  }

  @Test
  void ndcg_sums_grades_discounted_by_the_logarithm_of_the_rank() {
    // 2/log2(2) + 3/log2(4) + 1/log2(6) = 3.886853; at best 3 + 2/log2(3) + 1/log2(4) = 4.761860
    assertThat(of(new Measure.Ndcg(10), RANKED)).isCloseTo(3.886853 / 4.761860, within(1e-6));
    assertThat(of(new Measure.Ndcg(10), List.of("a", "b", "c"))).isEqualTo(1);
  }

  @Test
  void ndcg_of_few_places_is_compared_with_the_best_that_fits_them() {
    // 2/log2(2) of at best 3/log2(2) + 2/log2(3)
    assertThat(of(new Measure.Ndcg(2), RANKED)).isCloseTo(2 / 4.261860, within(1e-6));
  }

  @Test
  void a_negative_grade_costs_nothing_and_earns_nothing() {
    Map<String, Integer> spam = Map.of("spam", -2, "a", 1);

    assertThat(new Measure.Ndcg(10).of(List.of("spam", "a"), spam))
        .isCloseTo(1 / (Math.log(3) / Math.log(2)), within(1e-9));
    assertThat(new Measure.Precision(1).of(List.of("spam"), spam)).isZero();
  }

  @Test
  void reciprocal_rank_is_of_the_first_relevant_one() {
    assertThat(of(new Measure.ReciprocalRank(10), RANKED)).isEqualTo(1);
    assertThat(of(new Measure.ReciprocalRank(10), List.of("d", "x", "y", "c"))).isEqualTo(0.25);
    assertThat(of(new Measure.ReciprocalRank(3), List.of("d", "x", "y", "c"))).isZero();
  }

  @Test
  void average_precision_counts_what_was_not_found_as_nothing() {
    assertThat(of(new Measure.AveragePrecision(), RANKED))
        .isCloseTo((1 + 2 / 3.0 + 3 / 5.0) / 3, within(1e-9));
    assertThat(of(new Measure.AveragePrecision(), List.of("x", "a")))
        .isCloseTo(0.5 / 3, within(1e-9));
  }

  @Test
  void precision_is_a_share_of_places_and_recall_of_relevant_documents() {
    assertThat(of(new Measure.Precision(5), RANKED)).isEqualTo(0.6);
    assertThat(of(new Measure.Precision(10), RANKED)).as("five places are empty").isEqualTo(0.3);
    assertThat(of(new Measure.Recall(10), RANKED)).isEqualTo(1);
    assertThat(of(new Measure.Recall(3), RANKED)).isCloseTo(2 / 3.0, within(1e-9));
  }

  @Test
  void every_measure_is_0_for_an_empty_list_and_where_nothing_is_relevant() {
    for (Measure measure : Measure.ALL) {
      assertThat(of(measure, List.of())).as(measure.name()).isZero();
      assertThat(measure.of(RANKED, Map.of("a", 0))).as(measure.name()).isZero();
    }
  }

  @Test
  void a_perfect_list_is_1_by_every_measure_that_it_fills() {
    List<String> hundred = IntStream.range(0, 100).mapToObj(i -> "d" + i).toList();
    Map<String, Integer> all = new java.util.HashMap<>();
    hundred.forEach(id -> all.put(id, 1));

    for (Measure measure : Measure.ALL) {
      double expected = measure.name().equals("recall@10") ? 0.1 : 1;
      assertThat(measure.of(hundred, all)).as(measure.name()).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void names_are_those_of_reports() {
    assertThat(Measure.ALL)
        .extracting(Measure::name)
        .contains("ndcg@10", "mrr", "map", "precision@10", "recall@10", "recall@100")
        .doesNotHaveDuplicates();
  }
}
