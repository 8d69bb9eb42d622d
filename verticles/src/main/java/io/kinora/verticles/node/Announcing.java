package io.kinora.verticles.node;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleListener;
import io.vertx.core.Vertx;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says again at which addresses this node listens, some time after the cluster has changed. Where a
 * node comes back that was thought lost, the others may still be clearing away what it listened at,
 * and take with it what it has just announced: nobody could ask its shards any more, and nothing
 * would put that right before the next change.
 */
final class Announcing implements MembershipListener, LifecycleListener {

  /** Clearing away takes well under a second, on a busy machine some. */
  private static final List<Duration> AFTER =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30));

  private static final Logger LOG = LoggerFactory.getLogger(Announcing.class);

  private final Vertx vertx;
  private final HazelcastClusterManager manager;

  private Announcing(Vertx vertx, HazelcastClusterManager manager) {
    this.vertx = vertx;
    this.manager = manager;
  }

  static void begin(Vertx vertx, HazelcastClusterManager manager) {
    Announcing announcing = new Announcing(vertx, manager);
    HazelcastInstance hazelcast = manager.getHazelcastInstance();
    hazelcast.getCluster().addMembershipListener(announcing);
    hazelcast.getLifecycleService().addLifecycleListener(announcing);
  }

  @Override
  public void memberAdded(MembershipEvent event) {
    soon();
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    soon();
  }

  @Override
  public void stateChanged(LifecycleEvent event) {
    if (event.getState() == LifecycleState.MERGED) {
      soon();
    }
  }

  private void soon() {
    for (Duration pause : AFTER) {
      vertx.timer(pause.toMillis()).onSuccess(now -> announce());
    }
  }

  /**
   * What the cluster manager does after a merge is all of it: it announces, and forgets who listens
   * where.
   */
  private void announce() {
    vertx
        .executeBlocking(
            () -> {
              manager.stateChanged(new LifecycleEvent(LifecycleState.MERGED));
              return null;
            },
            false)
        .onFailure(failure -> LOG.debug("Not announced again", failure));
  }
}
