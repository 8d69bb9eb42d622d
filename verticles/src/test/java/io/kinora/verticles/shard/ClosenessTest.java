package io.kinora.verticles.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a feed may say that it is current: it reads a log that goes on growing. */
class ClosenessTest {

  private long now = System.nanoTime();
  private long end = 100;
  private final Closeness feed = new Closeness(() -> now);

  @Test
  void it_is_current_once_what_was_the_end_is_shown() {
    assertThat(polled(50)).isFalse();
    assertThat(feed.current()).isFalse();
    end = 1_000;

    assertThat(polled(100)).isTrue();
    assertThat(feed.current()).isFalse();
    feed.shown();

    assertThat(feed.current()).isTrue();
    assertThat(feed.caughtUp()).isTrue();
  }

  @Test
  void it_does_not_know_the_end_before_the_log_has_answered() {
    assertThat(feed.polled(false, 100, () -> end)).isFalse();
    assertThat(feed.current()).isFalse();
  }

  @Test
  void a_few_records_behind_it_stays_current() {
    follows();

    for (int poll = 0; poll < 100; poll++) {
      end += 10;
      pass(Duration.ofSeconds(1));
      polled(end - 10);
      assertThat(feed.current()).isTrue();
    }
  }

  @Test
  void after_it_was_frozen_it_is_not_current_before_it_has_reached_the_end_of_then() {
    follows();
    end = 100_000;
    pass(Duration.ofMinutes(5));
    assertThat(feed.current()).isFalse();

    assertThat(polled(1_000)).isFalse();
    assertThat(feed.current()).isFalse();
    assertThat(polled(99_999)).isFalse();
    assertThat(feed.current()).isFalse();
    end = 200_000;
    assertThat(polled(100_000)).isTrue();
    feed.shown();

    assertThat(feed.current()).isTrue();
  }

  @Test
  void after_it_was_cut_off_it_is_not_current_before_it_has_reached_the_end_of_then() {
    follows();
    end = 100_000;
    for (int second = 0; second < 60; second++) {
      pass(Duration.ofSeconds(1));
      feed.polled(false, 100, () -> end);
    }
    assertThat(feed.current()).isFalse();

    assertThat(polled(1_000)).isFalse();
    assertThat(feed.current()).isFalse();
    assertThat(polled(100_000)).isTrue();
    feed.shown();

    assertThat(feed.current()).isTrue();
  }

  @Test
  void frozen_again_on_its_way_it_has_a_later_end_to_reach() {
    follows();
    end = 1_000;
    pass(Duration.ofMinutes(1));
    polled(500);
    end = 2_000;
    pass(Duration.ofMinutes(1));

    assertThat(polled(1_000)).isFalse();
    assertThat(polled(2_000)).isTrue();
  }

  @Test
  void where_the_log_was_cut_off_it_starts_over() {
    follows();
    end = 500;

    feed.lost();

    assertThat(feed.current()).isFalse();
    assertThat(polled(0)).isFalse();
    assertThat(feed.caughtUp()).isTrue();
    assertThat(polled(500)).isTrue();
  }

  private void follows() {
    polled(end);
    feed.shown();
    assertThat(feed.current()).isTrue();
  }

  private boolean polled(long next) {
    return feed.polled(true, next, () -> end);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
