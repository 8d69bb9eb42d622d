package io.kinora.verticles.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A heartbeat every 25 s (with 2 s to spare), a client that may be silent for 60 s. */
class PulseTest {

  private static final LiveConfig.Times TIMES = LiveConfig.Times.DEFAULT;
  private static final long BEAT = TIMES.heartbeat().minusSeconds(2).toMillis();

  @Test
  void a_client_to_which_nothing_is_sent_gets_a_heartbeat() {
    Pulse pulse = new Pulse(TIMES, false, 0);

    assertThat(pulse.beatIsDue(BEAT - 1)).isFalse();
    assertThat(pulse.beatIsDue(BEAT)).isTrue();
    pulse.beat(BEAT);
    assertThat(pulse.beatIsDue(2 * BEAT - 1)).isFalse();
  }

  @Test
  void a_client_that_only_answers_heartbeats_is_not_silent_however_much_is_sent_to_it() {
    Pulse pulse = new Pulse(TIMES, true, 0);
    int beats = 0;
    for (long now = 0; now <= Duration.ofMinutes(10).toMillis(); now += 1_000) {
      pulse.sent(now);
      if (pulse.beatIsDue(now)) {
        beats++;
        pulse.beat(now);
        pulse.heard(now + 50);
      }
      assertThat(pulse.isSilent(now)).as("silent at %d ms", now).isFalse();
    }
    assertThat(beats).isBetween(24, 27);
  }

  @Test
  void a_client_that_talks_and_is_talked_to_needs_none() {
    Pulse pulse = new Pulse(TIMES, true, 0);
    for (long now = 0; now <= Duration.ofMinutes(2).toMillis(); now += 1_000) {
      pulse.sent(now);
      pulse.heard(now);
      assertThat(pulse.beatIsDue(now)).isFalse();
    }
  }

  @Test
  void a_client_that_says_nothing_is_silent_and_one_that_cannot_is_not() {
    long late = TIMES.idle().toMillis() + 1;

    assertThat(new Pulse(TIMES, true, 0).isSilent(late - 1)).isFalse();
    assertThat(new Pulse(TIMES, true, 0).isSilent(late)).isTrue();
    assertThat(new Pulse(TIMES, false, 0).isSilent(late)).isFalse();
  }
}
