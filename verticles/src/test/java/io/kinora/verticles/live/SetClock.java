package io.kinora.verticles.live;

/** Time that passes when it is told to, and a wall clock that somebody sets. */
final class SetClock {

  /** It may begin anywhere, also below 0. */
  private long runMs = -1_000;

  private long wallMs = 1_700_000_000_000L;

  LiveClock clock() {
    return new LiveClock(() -> runMs * 1_000_000, () -> wallMs);
  }

  /** Time passes on both. */
  void pass(long ms) {
    runMs += ms;
    wallMs += ms;
  }

  /** Somebody sets the wall clock, though no time passes. */
  void set(long byMs) {
    wallMs += byMs;
  }

  long wallMs() {
    return wallMs;
  }
}
