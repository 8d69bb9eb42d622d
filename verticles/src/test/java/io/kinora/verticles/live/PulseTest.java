package io.kinora.verticles.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A heartbeat every 25 s (with 2 s to spare), a client that may be silent for 60 s. */
class PulseTest {

  private static final LiveConfig.Times TIMES = LiveConfig.Times.DEFAULT;
  private static final long BEAT = TIMES.heartbeat().minusSeconds(2).toMillis();
  private static final long IDLE = TIMES.idle().toMillis();

  private final SetClock time = new SetClock();

  private Pulse pulse(boolean hears) {
    return new Pulse(TIMES, hears, time.clock());
  }

  @Test
  void a_client_to_which_nothing_is_sent_gets_a_heartbeat() {
    Pulse pulse = pulse(false);

    time.pass(BEAT - 1);
    assertThat(pulse.beatIsDue()).isFalse();
    time.pass(1);
    assertThat(pulse.beatIsDue()).isTrue();
    pulse.beat();
    time.pass(BEAT - 1);
    assertThat(pulse.beatIsDue()).isFalse();
  }

  @Test
  void a_client_that_only_answers_heartbeats_is_not_silent_however_much_is_sent_to_it() {
    Pulse pulse = pulse(true);
    int beats = 0;
    for (long now = 0; now <= Duration.ofMinutes(10).toMillis(); now += 1_000) {
      pulse.sent();
      if (pulse.beatIsDue()) {
        beats++;
        pulse.beat();
        pulse.heard();
      }
      assertThat(pulse.isSilent()).as("silent at %d ms", now).isFalse();
      time.pass(1_000);
    }
    assertThat(beats).isBetween(24, 27);
  }

  @Test
  void a_client_that_talks_and_is_talked_to_needs_none() {
    Pulse pulse = pulse(true);
    for (long now = 0; now <= Duration.ofMinutes(2).toMillis(); now += 1_000) {
      pulse.sent();
      pulse.heard();
      assertThat(pulse.beatIsDue()).isFalse();
      time.pass(1_000);
    }
  }

  @Test
  void a_client_that_says_nothing_is_silent_and_one_that_cannot_is_not() {
    Pulse hears = pulse(true);
    Pulse deaf = pulse(false);

    time.pass(IDLE);
    assertThat(hears.isSilent()).isFalse();
    time.pass(1);
    assertThat(hears.isSilent()).isTrue();
    assertThat(deaf.isSilent()).isFalse();
  }

  @Test
  void a_wall_clock_that_is_set_forward_makes_nobody_silent() {
    Pulse pulse = pulse(true);

    time.set(2 * IDLE);

    assertThat(pulse.isSilent()).isFalse();
    assertThat(pulse.beatIsDue()).isFalse();
  }

  @Test
  void a_wall_clock_that_is_set_back_stops_no_heartbeats() {
    Pulse pulse = pulse(true);

    time.set(-Duration.ofHours(1).toMillis());
    time.pass(BEAT);
    assertThat(pulse.beatIsDue()).isTrue();
    time.pass(IDLE);

    assertThat(pulse.isSilent()).isTrue();
  }
}
