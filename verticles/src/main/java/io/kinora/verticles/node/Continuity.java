package io.kinora.verticles.node;

import io.kinora.catalog.postgres.IdentityRepository;
import io.kinora.catalog.postgres.OutboxRepository;
import io.kinora.cluster.log.LogIdentity;
import io.kinora.cluster.log.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the catalogue remembers of its surroundings, and what it does when they have changed: a log
 * that is new to it gets every video again.
 */
final class Continuity {

  private static final Logger LOG = LoggerFactory.getLogger(Continuity.class);
  private static final String LOG_KEY = "log";
  private static final String REFILL_KEY = "log-refill";

  private final IdentityRepository identity;

  Continuity(IdentityRepository identity) {
    this.identity = identity;
  }

  /**
   * The catalogue is the truth: whatever log it meets can be filled from it.
   *
   * @return the filling, begun now or by a node that met this log before
   */
  Refill ofLog(String kafka, OutboxRepository outbox) {
    String now = LogIdentity.of(kafka, Topics.VIDEOS);
    String before = Node.await(identity.agree(LOG_KEY, now));
    if (before.equals(now)) {
      long begun = Node.await(identity.find(REFILL_KEY)).map(Long::parseLong).orElse(0L);
      return new Refill(outbox, begun);
    }
    int videos = Node.await(outbox.republishAll());
    long last = Node.await(outbox.last());
    // In this order: who finds the log known finds how far it is to be filled.
    Node.await(identity.set(REFILL_KEY, Long.toString(last)));
    Node.await(identity.set(LOG_KEY, now));
    LOG.warn(
        "This log is not the one the catalogue wrote to before; all {} videos are published to it again",
        videos);
    return new Refill(outbox, last);
  }
}
