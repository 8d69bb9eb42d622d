package io.kinora.catalog.postgres;

import static io.kinora.catalog.postgres.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LeaseRepositoryTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration ENDED = Duration.ofMillis(-1);

  private LeaseRepository leases;

  @BeforeEach
  void noLeases() {
    var pool = TestDatabase.empty();
    await(pool.query("TRUNCATE lease").execute());
    leases = new LeaseRepository(pool);
  }

  @Test
  void one_has_it_at_a_time_and_may_take_it_again() {
    assertThat(await(leases.take("relay", "a", LONG))).isTrue();
    assertThat(await(leases.take("relay", "b", LONG))).isFalse();
    assertThat(await(leases.take("relay", "a", LONG))).isTrue();
    assertThat(await(leases.take("other", "b", LONG))).isTrue();
  }

  @Test
  void one_that_has_ended_is_anyones() {
    assertThat(await(leases.take("relay", "a", ENDED))).isTrue();
    assertThat(await(leases.take("relay", "b", LONG))).isTrue();
    assertThat(await(leases.take("relay", "a", LONG))).isFalse();
  }

  @Test
  void only_its_holder_can_give_it_up() {
    await(leases.take("relay", "a", LONG));
    await(leases.giveUp("relay", "b"));
    assertThat(await(leases.take("relay", "b", LONG))).isFalse();
    await(leases.giveUp("relay", "a"));
    assertThat(await(leases.take("relay", "b", LONG))).isTrue();
  }
}
