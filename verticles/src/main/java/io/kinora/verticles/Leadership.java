package io.kinora.verticles;

import io.kinora.catalog.postgres.LeaseRepository;
import java.time.Duration;

/**
 * Whether this node does what one node at a time may do, by a lease that it asks for again each
 * second. Another takes over within five seconds of its falling silent. Used on a virtual thread.
 */
public final class Leadership {

  private static final Duration TERM = Duration.ofSeconds(5);
  private static final long RENEW_NANOS = Duration.ofSeconds(1).toNanos();

  private final LeaseRepository leases;
  private final String lease;
  private final String node;
  private long asked;

  /**
   * @param lease its name
   * @param node who takes it, the same after a restart
   */
  public Leadership(LeaseRepository leases, String lease, String node) {
    this.leases = leases;
    this.lease = lease;
    this.node = node;
  }

  /**
   * @param atWork whether this node has begun what the lease is for: only then is the last answer
   *     good for a second
   */
  public boolean holds(boolean atWork) {
    if (atWork && System.nanoTime() - asked < RENEW_NANOS) {
      return true;
    }
    long now = System.nanoTime();
    boolean mine = leases.take(lease, node, TERM).await();
    asked = now;
    return mine;
  }

  /** Lets another have it at once. */
  public void giveUp() {
    leases.giveUp(lease, node).await();
  }
}
