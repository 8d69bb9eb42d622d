package io.kinora.ranking.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ComparisonTest {

  private static final Measure MRR = new Measure.ReciprocalRank(10);

  /** Queries q000, q001, ...: the one relevant document of each stands at that rank. */
  private static Evaluation withRanks(int... ranks) {
    Judgements judgements = new Judgements();
    Map<String, List<String>> found = new HashMap<>();
    for (int i = 0; i < ranks.length; i++) {
      String query = "q%03d".formatted(i);
      judgements.add(query, "right", 1);
      found.put(
          query,
          switch (ranks[i]) {
            case 1 -> List.of("right", "wrong");
            case 2 -> List.of("wrong", "right");
            default -> List.of("wrong");
          });
    }
    return Evaluation.of(judgements, found);
  }

  private static int[] ranks(int count, java.util.function.IntUnaryOperator rank) {
    return java.util.stream.IntStream.range(0, count).map(rank).toArray();
  }

  @Test
  void the_mean_of_known_values_lies_within_its_interval() {
    Estimate mean = withRanks(1, 2, 3, 1).mean(MRR);

    assertThat(mean.mean()).isCloseTo((1 + 0.5 + 0 + 1) / 4, within(1e-9));
    assertThat(mean.mean()).isBetween(mean.low(), mean.high());
  }

  @Test
  void the_interval_of_many_values_is_that_of_the_normal_distribution() {
    Random random = new Random(7);
    double[] values = new double[1_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.5 + random.nextGaussian() / 10;
    }

    Estimate mean = Estimate.ofMean(values);

    assertThat(mean.high() - mean.low()).isCloseTo(2 * 1.96 * 0.1 / Math.sqrt(1_000), within(1e-3));
  }

  @Test
  void the_same_values_give_the_same_interval() {
    assertThat(withRanks(1, 2, 3).mean(MRR)).isEqualTo(withRanks(1, 2, 3).mean(MRR));
  }

  @Test
  void nothing_changed_is_no_difference_and_surely_chance() {
    Comparison same = Comparison.of(MRR, withRanks(1, 2, 3), withRanks(1, 2, 3));

    assertThat(same.difference()).isEqualTo(new Estimate(0, 0, 0));
    assertThat(same.p()).isEqualTo(1);
    assertThat(same.changes()).isEmpty();
  }

  @Test
  void a_gain_in_every_query_is_hardly_chance() {
    Comparison gain =
        Comparison.of(MRR, withRanks(ranks(40, i -> 2)), withRanks(ranks(40, i -> 1)));

    assertThat(gain.difference().mean()).isEqualTo(0.5);
    assertThat(gain.p()).isLessThan(0.001);
    assertThat(gain.better()).isEqualTo(40);
    assertThat(gain.worse()).isZero();
  }

  @Test
  void the_test_of_few_queries_is_as_exact_as_counting_all_draws() {
    // Three gains of the same size: of the eight draws two are as great.
    Comparison three = Comparison.of(MRR, withRanks(2, 2, 2), withRanks(1, 1, 1));

    assertThat(three.p()).isCloseTo(0.25, within(0.02));
  }

  @Test
  void as_many_gains_as_losses_are_no_difference() {
    Comparison balanced =
        Comparison.of(
            MRR, withRanks(ranks(50, i -> 1 + i % 2)), withRanks(ranks(50, i -> 2 - i % 2)));

    assertThat(balanced.difference().mean()).isCloseTo(0, within(1e-12));
    assertThat(balanced.p()).isGreaterThan(0.9);
    assertThat(balanced.difference().low()).isNegative();
    assertThat(balanced.difference().high()).isPositive();
  }

  @Test
  void changes_are_listed_from_the_greatest_gain_to_the_greatest_loss() {
    Comparison mixed = Comparison.of(MRR, withRanks(1, 3, 2, 2), withRanks(3, 1, 1, 2));

    assertThat(mixed.changes())
        .extracting(Comparison.Change::query)
        .containsExactly("q001", "q002", "q000");
  }

  @Test
  void a_judged_query_without_an_answer_counts_0_and_an_unjudged_one_not_at_all() {
    Judgements judgements = new Judgements();
    judgements.add("asked", "right", 1);
    judgements.add("unanswered", "right", 1);

    Evaluation evaluation =
        Evaluation.of(
            judgements, Map.of("asked", List.of("right"), "unjudged", List.of("whatever")));

    assertThat(evaluation.queries()).containsExactly("asked", "unanswered");
    assertThat(evaluation.mean(MRR).mean()).isEqualTo(0.5);
  }

  @Test
  void different_queries_are_not_compared() {
    assertThatThrownBy(() -> Comparison.of(MRR, withRanks(1), withRanks(1, 2)))
        .hasMessageContaining("different queries");
  }
}
