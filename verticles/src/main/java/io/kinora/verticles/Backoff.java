package io.kinora.verticles;

import java.time.Duration;

/** Pauses between attempts: a fifth of a second first, each twice the one before, up to a limit. */
public final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(200);

  private final Duration longest;
  private Duration next = FIRST;

  public Backoff(Duration longest) {
    this.longest = longest;
  }

  /** How long to pause now. */
  public Duration next() {
    Duration pause = next;
    Duration doubled = pause.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return pause;
  }

  /** An attempt has worked. */
  public void reset() {
    next = FIRST;
  }
}
