package io.kinora.verticles.feed;

import io.kinora.search.Deadline;
import io.vertx.core.Future;
import java.util.concurrent.CancellationException;

/**
 * Whoever waits for a feed, and for how long: nothing is begun for who has gone or waits no longer.
 *
 * @param left completes when they have gone
 */
record Waiting(Future<?> left, Deadline deadline) {

  /** They wait for so long from now on. */
  static Waiting upTo(long ms, Future<?> left) {
    Deadline deadline = Deadline.in(ms);
    left.onComplete(gone -> deadline.cancel());
    return new Waiting(left, deadline);
  }

  /**
   * Whether there is time for another step.
   *
   * @throws CancellationException if nobody waits any more
   */
  boolean goesOn() {
    if (deadline.cancelled()) {
      throw new CancellationException("nobody waits for the feed");
    }
    return !deadline.passed();
  }

  /** How long a step may take, of the time that is left. */
  long ms(long most) {
    return Math.clamp(deadline.remainingMillis(), 1, most);
  }
}
