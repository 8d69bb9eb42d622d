package io.kinora.verticles.live;

import java.util.concurrent.TimeUnit;

/** When a client was last heard and spoken to, and what is due for that. */
final class Pulse {

  /** It is looked at once a second, and a frame takes its time. */
  private static final long EARLY_MS = TimeUnit.SECONDS.toMillis(2);

  private final LiveClock clock;
  private final long every;
  private final long patience;
  private final boolean hears;
  private long heard;
  private long sent;
  private long beat;

  /**
   * @param hears whether the client can say anything at all
   */
  Pulse(LiveConfig.Times times, boolean hears, LiveClock clock) {
    this.clock = clock;
    this.every = times.heartbeat().toMillis() - EARLY_MS;
    this.patience = times.idle().toMillis();
    this.hears = hears;
    this.heard = clock.runMs();
    this.sent = heard;
    this.beat = heard;
  }

  void heard() {
    heard = clock.runMs();
  }

  void sent() {
    sent = clock.runMs();
  }

  /** A heartbeat was sent. */
  void beat() {
    beat = clock.runMs();
    sent = beat;
  }

  /**
   * Whether a heartbeat is due: because nothing was sent for so long, or because the client has
   * said nothing for so long. One that gets items all the time would else have nothing to answer.
   */
  boolean beatIsDue() {
    long now = clock.runMs();
    boolean quiet = now - sent >= every;
    boolean unanswered = hears && now - Math.max(heard, beat) >= every;
    return quiet || unanswered;
  }

  /** Whether the client has said nothing for too long. */
  boolean isSilent() {
    return hears && clock.runMs() - heard > patience;
  }
}
