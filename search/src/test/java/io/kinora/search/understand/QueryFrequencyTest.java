package io.kinora.search.understand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How often queries are asked. */
final class QueryFrequencyTest {

  private final AtomicLong clock = new AtomicLong();
  private final QueryFrequency frequency =
      new QueryFrequency(new QueryFrequency.Thresholds(20, 2, 100), clock::get);

  private void ask(String query, int times) {
    for (int i = 0; i < times; i++) {
      frequency.add(query);
    }
  }

  @Test
  void case_and_blanks_do_not_make_another_query() {
    ask("Cute  Cats ", 3);

    assertThat(frequency.count("cute cats")).isEqualTo(3);
    assertThat(frequency.count("cutecats")).isZero();
  }

  @Test
  void counts_are_hardly_ever_too_high_among_many_queries() {
    for (int i = 0; i < 20_000; i++) {
      ask("query number " + i, 1);
    }
    int wrong = 0;
    for (int i = 0; i < 20_000; i++) {
      int count = frequency.count("query number " + i);
      assertThat(count).isGreaterThanOrEqualTo(1);
      wrong += count > 1 ? 1 : 0;
    }
    assertThat(wrong).isLessThan(2_000);
  }

  @Test
  void older_times_count_less_and_less() {
    ask("cats", 40);
    clock.addAndGet(Duration.ofMinutes(61).toNanos());
    ask("dogs", 1);
    assertThat(frequency.count("cats")).isEqualTo(20);

    clock.addAndGet(Duration.ofDays(2).toNanos());
    ask("dogs", 1);
    assertThat(frequency.count("cats")).isZero();
  }

  @Test
  void a_query_is_of_the_head_the_torso_or_the_tail_by_how_often_it_is_asked() {
    for (int i = 0; i < 100; i++) {
      ask("other " + i, 1);
    }
    ask("cats", 20);
    ask("dogs", 2);
    ask("axolotls", 1);

    assertThat(frequency.classOf("cats")).isEqualTo(QueryClass.HEAD);
    assertThat(frequency.classOf("dogs")).isEqualTo(QueryClass.TORSO);
    assertThat(frequency.classOf("axolotls")).isEqualTo(QueryClass.TAIL);
  }

  @Test
  void nothing_is_called_rare_while_little_was_asked() {
    ask("axolotls", 1);

    assertThat(frequency.classOf("axolotls")).isEqualTo(QueryClass.TORSO);
  }
}
