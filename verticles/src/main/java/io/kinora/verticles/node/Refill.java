package io.kinora.verticles.node;

import io.kinora.catalog.postgres.OutboxRepository;
import io.kinora.cluster.log.LogUnavailableException;

/**
 * The publishing of the whole catalogue to a log that is new to it. Until it is over, who has read
 * such a log to its end has not seen every video: a shard that followed it would soon take itself
 * for whole, and be searched.
 */
final class Refill {

  private final OutboxRepository outbox;
  private final long last;
  private volatile boolean over;

  /**
   * @param last change that belongs to it
   */
  Refill(OutboxRepository outbox, long last) {
    this.outbox = outbox;
    this.last = last;
  }

  /**
   * Blocks while the catalogue is asked; once it is over nobody is asked any more.
   *
   * @throws LogUnavailableException if it is not over, or that is not known
   */
  void requireOver() {
    if (over) {
      return;
    }
    long waiting = waiting();
    if (waiting > 0) {
      throw new LogUnavailableException(
          "this log is new, and " + waiting + " changes are still to be published to it again");
    }
    over = true;
  }

  private long waiting() {
    try {
      return Node.await(outbox.size(last));
    } catch (NodeStartException failure) {
      throw new LogUnavailableException(
          "PostgreSQL does not say whether this log holds every video: " + failure.getMessage(),
          failure);
    }
  }
}
