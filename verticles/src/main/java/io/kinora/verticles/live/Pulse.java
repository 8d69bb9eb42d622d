package io.kinora.verticles.live;

import java.util.concurrent.TimeUnit;

/** When a client was last heard and spoken to, and what is due for that. Times are in ms. */
final class Pulse {

  /** It is looked at once a second, and a frame takes its time. */
  private static final long EARLY_MS = TimeUnit.SECONDS.toMillis(2);

  private final long every;
  private final long patience;
  private final boolean hears;
  private long heard;
  private long sent;
  private long beat;

  /**
   * @param hears whether the client can say anything at all
   */
  Pulse(LiveConfig.Times times, boolean hears, long now) {
    this.every = times.heartbeat().toMillis() - EARLY_MS;
    this.patience = times.idle().toMillis();
    this.hears = hears;
    this.heard = now;
    this.sent = now;
    this.beat = now;
  }

  void heard(long now) {
    heard = now;
  }

  void sent(long now) {
    sent = now;
  }

  /** A heartbeat was sent. */
  void beat(long now) {
    sent = now;
    beat = now;
  }

  /**
   * Whether a heartbeat is due: because nothing was sent for so long, or because the client has
   * said nothing for so long. One that gets items all the time would else have nothing to answer.
   */
  boolean beatIsDue(long now) {
    boolean quiet = now - sent >= every;
    boolean unanswered = hears && now - Math.max(heard, beat) >= every;
    return quiet || unanswered;
  }

  /** Whether the client has said nothing for too long. */
  boolean isSilent(long now) {
    return hears && now - heard > patience;
  }
}
