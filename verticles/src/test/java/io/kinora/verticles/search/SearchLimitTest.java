package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.verticles.OverloadedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** How many searches are let in. */
final class SearchLimitTest {

  private final SearchLimit limit = new SearchLimit(2);

  @Test
  void beyond_the_bound_a_search_is_refused_and_counted() {
    fill();

    assertThatThrownBy(limit::requireRoom).isInstanceOf(OverloadedException.class);
    assertThatThrownBy(limit::enter).isInstanceOf(OverloadedException.class);
    assertThat(limit.refused()).isEqualTo(2);
    assertThat(limit.running()).isEqualTo(limit.most());
  }

  /** Eight clients that each ask again as soon as they are answered keep two threads just busy. */
  @Test
  void a_few_clients_at_once_are_no_overload() {
    long turn = Duration.ofMillis(2).toNanos();
    for (int round = 0; round < 400; round++) {
      List<SearchLimit.Place> inside = new ArrayList<>();
      for (int client = 0; client < 8; client++) {
        inside.add(limit.enter());
      }
      for (SearchLimit.Place client : inside) {
        LockSupport.parkNanos(turn / 2);
        client.answered();
      }
    }

    assertThat(limit.refused()).isZero();
  }

  @Test
  void whoever_leaves_makes_room_however_it_ended() {
    List<SearchLimit.Place> inside = fill();

    inside.removeFirst().answered();
    inside.removeFirst().dropped();
    inside.forEach(SearchLimit.Place::leave);

    assertThat(limit.running()).isZero();
    limit.requireRoom();
    limit.enter();
  }

  @Test
  void a_burst_is_let_in_at_twice_the_bound_of_a_lasting_overload() throws InterruptedException {
    int idle = limit.most();
    fill();
    TimeUnit.MILLISECONDS.sleep(150);

    assertThat(limit.most()).isEqualTo(idle / 2);
  }

  @Test
  void where_most_are_turned_away_hardly_any_wait_until_they_can_be_answered_again()
      throws InterruptedException {
    List<SearchLimit.Place> inside = fill();
    for (int i = 0; i < 10_000 && limit.most() > 4; i++) {
      assertThatThrownBy(limit::enter).isInstanceOf(OverloadedException.class);
    }
    assertThat(limit.most()).isEqualTo(3);

    inside.forEach(SearchLimit.Place::answered);
    TimeUnit.MILLISECONDS.sleep(1_100);
    assertThat(limit.most()).isGreaterThanOrEqualTo(8);
  }

  private List<SearchLimit.Place> fill() {
    List<SearchLimit.Place> inside = new ArrayList<>();
    while (limit.running() < limit.most()) {
      inside.add(limit.enter());
    }
    return inside;
  }
}
