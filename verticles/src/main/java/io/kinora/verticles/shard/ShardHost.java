package io.kinora.verticles.shard;

import io.kinora.cluster.members.Holders;
import io.kinora.cluster.members.Members;
import io.kinora.cluster.members.ShardPlacement;
import io.kinora.verticles.roster.ReplicaCard;
import io.kinora.verticles.roster.Roster;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the replicas of one build of the index on this node that the placement gives it: opens what
 * is missing, and lets go of what is no longer its own once the new owners serve it.
 */
public final class ShardHost extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(ShardHost.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /**
   * @param generation number of the build of the index
   * @param shards into how many parts it is cut
   * @param replicas of each
   * @param patience for how long the place of a node that has gone is kept
   */
  public record Plan(String node, int generation, int shards, int replicas, Duration patience) {}

  private final Plan plan;
  private final Members members;
  private final Roster roster;
  private final Roster.Generation served;
  private final IntFunction<ShardVerticle> open;
  private final Holders holders;
  private final Map<Integer, ShardVerticle> held = new ConcurrentHashMap<>();
  private final Consumer<ShardVerticle> gone;
  private @Nullable Runnable membership;
  private Future<?> work = Future.succeededFuture();
  private boolean waiting;
  private volatile boolean leaving;

  /**
   * @param open makes this node's replica of a shard, to be deployed
   * @param gone told when a replica was closed, or is with this host
   */
  public ShardHost(
      Plan plan,
      Members members,
      Roster roster,
      IntFunction<ShardVerticle> open,
      Consumer<ShardVerticle> gone) {
    this.plan = plan;
    this.members = members;
    this.roster = roster;
    this.served = roster.of(plan.generation());
    this.open = open;
    this.gone = gone;
    this.holders = new Holders(plan.patience());
  }

  /** The replicas on this node. */
  public Collection<ShardVerticle> replicas() {
    return held.values();
  }

  /** This node's replica of a shard, or null if it has none that can be asked. */
  public @Nullable LocalReplica replica(int shard) {
    ShardVerticle replica = held.get(shard);
    return replica != null && replica.isOpen() ? replica.answers() : null;
  }

  /** How the replicas on this node are; reads the disk. */
  public List<ReplicaCard> cards() {
    return held.values().stream().map(replica -> replica.card(leaving)).toList();
  }

  /** Opens this node's first replicas. */
  @Override
  public Future<?> start() {
    return settle().onComplete(opened -> watch(), failed -> forget());
  }

  /** Only now: Vert.x does not stop what did not start, and Hazelcast would go on calling it. */
  private void watch() {
    membership = members.onChange(() -> context.runOnContext(changed -> settleSoon()));
    vertx.setPeriodic(EVERY.toMillis(), tick -> settleSoon());
  }

  /** Tells the others to ask elsewhere; for the beginning of a stop. */
  public Future<Void> leave() {
    leaving = true;
    return roster.announce();
  }

  private void settleSoon() {
    if (waiting || leaving) {
      return;
    }
    waiting = true;
    work =
        work.transform(
            before -> {
              waiting = false;
              return settle()
                  .onFailure(failure -> LOG.error("A shard could not be opened", failure))
                  .otherwiseEmpty();
            });
  }

  private Future<?> settle() {
    holders.update(members.holders(), System.nanoTime());
    ShardPlacement placement = holders.place(plan.shards(), plan.replicas());
    List<Integer> own = placement.shardsOf(plan.node());
    List<Future<?>> steps = new ArrayList<>();
    for (int shard : own) {
      if (!held.containsKey(shard)) {
        steps.add(take(shard));
      }
      ShardVerticle replica = held.get(shard);
      if (replica != null) {
        replica.stay();
      }
    }
    for (ShardVerticle replica : List.copyOf(held.values())) {
      if (!own.contains(replica.number())) {
        steps.add(letGo(replica, placement.owners().get(replica.number())));
      }
    }
    return steps.isEmpty()
        ? Future.succeededFuture()
        : Future.join(steps).eventually(roster::announce);
  }

  private Future<?> take(int shard) {
    ShardVerticle replica = open.apply(shard);
    held.put(shard, replica);
    return vertx
        .deployVerticle(replica)
        .onFailure(
            failure -> {
              held.remove(shard);
              gone.accept(replica);
            });
  }

  private Future<?> letGo(ShardVerticle replica, List<String> owners) {
    replica.leave();
    if (!served.serving(replica.number()).containsAll(owners)) {
      return Future.succeededFuture();
    }
    LOG.info("Shard {} is served by {} now and leaves this node", replica.number(), owners);
    held.remove(replica.number());
    return roster
        .announce()
        .compose(told -> vertx.undeploy(replica.deploymentID()))
        .compose(closed -> vertx.executeBlocking(replica::delete))
        .onComplete(done -> gone.accept(replica))
        .onFailure(failure -> LOG.warn("Shard {} did not close", replica.number(), failure));
  }

  /** Waits for what is under way; the replicas themselves are undeployed with this verticle. */
  @Override
  public Future<?> stop() {
    leaving = true;
    if (membership != null) {
      membership.run();
    }
    return work.otherwiseEmpty().onComplete(over -> forget());
  }

  private void forget() {
    held.values().forEach(gone);
    held.clear();
  }
}
