package io.kinora.verticles.live;

/** For how long a connection has taken nothing, though there is something for it. */
final class Standstill {

  private final LiveClock clock;
  private boolean lasts;
  private long since;

  Standstill(LiveClock clock) {
    this.clock = clock;
  }

  /**
   * It takes nothing.
   *
   * @return false if it did not before either
   */
  boolean begins() {
    if (lasts) {
      return false;
    }
    lasts = true;
    since = clock.runMs();
    return true;
  }

  /** It takes something, or there is nothing for it. */
  void over() {
    lasts = false;
  }

  long ms() {
    return lasts ? clock.runMs() - since : 0;
  }
}
