package io.kinora.verticles.node;

import io.kinora.catalog.Generation;
import io.kinora.catalog.Generation.State;
import io.kinora.catalog.postgres.GenerationRepository;
import io.kinora.catalog.postgres.JobPlan;
import io.kinora.catalog.postgres.LeaseRepository;
import io.kinora.catalog.postgres.PlanRepository;
import io.kinora.verticles.Bell;
import io.kinora.verticles.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Leads a new generation of the index from its beginning to its being searched; one node at a time
 * does. Every step can be done again: whoever takes over begins where the catalogue stands.
 *
 * <ol>
 *   <li>once every node knows which generations are live: the work that they need is planned for
 *       every video, and what is of no use to any of them is forgotten
 *   <li>once the new one is whole: it is searched, and the one searched so far is kept
 *   <li>once it has been kept for long enough: that one is dropped
 * </ol>
 */
final class ReindexVerticle extends Worker {

  private static final String LEASE = "reindex";
  private static final Duration TERM = Duration.ofSeconds(10);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final String node;
  private final LeaseRepository leases;
  private final GenerationRepository generations;
  private final PlanRepository plans;
  private final Wholeness wholeness;
  private final Duration keep;

  /**
   * @param plans plans after what this node knows of the live generations
   * @param keep how long to keep what was searched before
   */
  ReindexVerticle(
      String node,
      LeaseRepository leases,
      GenerationRepository generations,
      PlanRepository plans,
      Wholeness wholeness,
      Duration keep) {
    super(Bell.GENERATIONS, EVERY);
    this.node = node;
    this.leases = leases;
    this.generations = generations;
    this.plans = plans;
    this.wholeness = wholeness;
    this.keep = keep;
  }

  @Override
  protected boolean step() {
    List<Generation> live = generations.live().await();
    JobPlan plan = JobPlan.of(live);
    boolean planned = plans.isPlanned(plan).await();
    if (planned && live.size() == 1) {
      return false;
    }
    if (!leases.take(LEASE, node, TERM).await()
        || !wholeness.knownEverywhere(live.stream().map(Generation::number).toList())) {
      return false;
    }
    if (!planned) {
      long videos = plans.replanAll().await();
      Bell.ring(vertx, Bell.EMBED);
      log.info("The work for {} videos is planned for the encoders {}", videos, plan);
      return true;
    }
    for (Generation generation : live) {
      if (advanced(generation, live)) {
        Bell.ring(vertx, Bell.GENERATIONS);
        return true;
      }
    }
    return false;
  }

  private boolean advanced(Generation generation, List<Generation> live) {
    return switch (generation.state()) {
      case BUILDING -> !generation.byHand() && isWhole(generation, live) && activated(generation);
      case PREVIOUS -> isOld(live) && generations.drop(generation.number()).await();
      case ACTIVE, DROPPED -> false;
    };
  }

  private boolean isWhole(Generation generation, List<Generation> live) {
    return wholeness.lacks(generation.number(), wholeness.work(live).await()).isEmpty();
  }

  private boolean activated(Generation generation) {
    boolean activated = generations.activate(generation.number()).await();
    if (activated) {
      log.info("Generation {} of the index is whole and is searched now", generation.number());
    }
    return activated;
  }

  /** How long one was searched before does not matter: what counts is how long it is not. */
  private boolean isOld(List<Generation> live) {
    Instant until = Instant.now().minus(keep);
    return live.stream()
        .filter(one -> one.state() == State.ACTIVE)
        .map(Generation::switchedAt)
        .anyMatch(switched -> switched != null && switched.isBefore(until));
  }

  @Override
  protected void release() {
    leases.giveUp(LEASE, node).await();
  }
}
