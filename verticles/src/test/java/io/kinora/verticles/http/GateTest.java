package io.kinora.verticles.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kinora.verticles.OverloadedException;
import org.junit.jupiter.api.Test;

final class GateTest {

  private final Gate gate =
      new Gate(
          HttpConfig.LOCAL.withLimits(
              HttpConfig.Limits.DEFAULT.withConcurrentRequests(1).withConnections(2)));

  @Test
  void connections_that_are_too_many_take_no_room_from_the_next() {
    assertThat(gate.connected()).isTrue();
    assertThat(gate.connected()).isTrue();
    assertThat(gate.connected()).isFalse();
    assertThat(gate.connected()).isFalse();

    gate.disconnected();

    assertThat(gate.connected()).isTrue();
    assertThat(gate.connections()).isEqualTo(2);
  }

  @Test
  void a_place_that_is_given_back_twice_is_one_place() {
    Gate.Place first = gate.enter();
    assertThatExceptionOfType(OverloadedException.class).isThrownBy(gate::enter);

    first.leave();
    first.leave();

    assertThat(gate.inWork()).isZero();
    gate.enter();
    assertThatExceptionOfType(OverloadedException.class).isThrownBy(gate::enter);
  }
}
