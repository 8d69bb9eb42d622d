package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.netflix.concurrency.limits.Limiter;
import io.kinora.verticles.OverloadedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
      List<Limiter.Listener> inside = new ArrayList<>();
      for (int client = 0; client < 8; client++) {
        inside.add(limit.enter());
      }
      for (Limiter.Listener client : inside) {
        LockSupport.parkNanos(turn / 2);
        client.onSuccess();
      }
    }

    assertThat(limit.refused()).isZero();
  }

  @Test
  void whoever_leaves_makes_room_however_it_ended() {
    List<Limiter.Listener> inside = fill();

    inside.get(0).onSuccess();
    inside.get(1).onDropped();
    inside.get(2).onIgnore();

    assertThat(limit.running()).isEqualTo(inside.size() - 3);
    limit.requireRoom();
    limit.enter();
  }

  private List<Limiter.Listener> fill() {
    List<Limiter.Listener> inside = new ArrayList<>();
    while (limit.running() < limit.most()) {
      inside.add(limit.enter());
    }
    return inside;
  }
}
