package io.kinora.verticles.cli;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * A stretch of time in which the server answers but says that it cannot, because its database is
 * away for instance. All that is asked in that time shares one patience, so that a store that stays
 * away delays a long run once and not for each request.
 */
final class Outage {

  /** Until then nothing is said: a busy server often has room again at once. */
  private static final Duration SILENT = Duration.ofSeconds(2);

  private final Duration patience;
  private final PrintWriter out;
  private boolean going;
  private boolean told;
  private long beginNanos;

  /**
   * @param patience how long it is sat out
   * @param out is told of it
   */
  Outage(Duration patience, PrintWriter out) {
    this.patience = patience;
    this.out = out;
  }

  /**
   * Waits before the next try, unless the patience is used up.
   *
   * @param pause how long, if there is so much patience left
   * @param why what the server said
   * @return whether to try again
   */
  boolean sitOut(Duration pause, String why) throws InterruptedException {
    Duration left = left(why);
    if (!left.isPositive()) {
      return false;
    }
    Thread.sleep(pause.compareTo(left) < 0 ? pause : left);
    return true;
  }

  /** The server could again. */
  synchronized void over() {
    going = false;
    told = false;
  }

  private synchronized Duration left(String why) {
    long now = System.nanoTime();
    if (!going) {
      going = true;
      beginNanos = now;
    }
    Duration lasted = Duration.ofNanos(now - beginNanos);
    Duration left = patience.minus(lasted);
    if (!told && left.isPositive() && lasted.compareTo(SILENT) >= 0) {
      told = true;
      out.printf("The server says: %s. Waiting up to %d s.%n", why, patience.toSeconds());
      out.flush();
    }
    return left;
  }
}
