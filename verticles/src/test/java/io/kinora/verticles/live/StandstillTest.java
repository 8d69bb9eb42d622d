package io.kinora.verticles.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandstillTest {

  private final SetClock time = new SetClock();
  private final Standstill standstill = new Standstill(time.clock());

  @Test
  void it_lasts_from_its_beginning_until_it_is_over() {
    assertThat(standstill.ms()).isZero();

    assertThat(standstill.begins()).isTrue();
    time.pass(400);
    assertThat(standstill.begins()).as("again").isFalse();
    time.pass(600);
    assertThat(standstill.ms()).isEqualTo(1_000);

    standstill.over();
    assertThat(standstill.ms()).isZero();
    assertThat(standstill.begins()).isTrue();
  }

  @Test
  void it_lasts_no_longer_or_shorter_when_the_wall_clock_is_set() {
    standstill.begins();

    time.pass(500);
    time.set(60_000);
    assertThat(standstill.ms()).isEqualTo(500);
    time.set(-120_000);
    assertThat(standstill.ms()).isEqualTo(500);
  }
}
