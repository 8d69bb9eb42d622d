package io.kinora.verticles.node;

import io.kinora.catalog.Generation;
import io.kinora.catalog.Stage;
import io.kinora.catalog.postgres.JobCounts;
import io.kinora.catalog.postgres.JobPlan;
import io.kinora.catalog.postgres.JobRepository;
import io.kinora.catalog.postgres.OutboxRepository;
import io.kinora.catalog.postgres.PlanRepository;
import io.kinora.catalog.postgres.PlanRepository.Owed;
import io.kinora.verticles.ClusterView;
import io.kinora.verticles.ClusterView.KnownNode;
import io.kinora.verticles.roster.GenerationCard;
import io.kinora.verticles.roster.ReplicaCard;
import io.kinora.verticles.roster.Roster;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a generation of the index still lacks before it may be searched: every node must know of it,
 * every shard must have as many replicas at the log's end as there are to be, and every node that
 * answers HTTP must be able to search it. Of one that was never searched, every video that was
 * there when it was begun must have its vectors too.
 */
final class Wholeness {

  private final ClusterView cluster;
  private final Roster roster;
  private final JobRepository jobs;
  private final PlanRepository plans;
  private final OutboxRepository outbox;

  /** The changes that waited when nothing was owed any more, for the plan it was seen for. */
  private record Settled(long planning, long lastChange) {}

  private volatile @Nullable Settled settled;

  Wholeness(
      ClusterView cluster,
      Roster roster,
      JobRepository jobs,
      PlanRepository plans,
      OutboxRepository outbox) {
    this.cluster = cluster;
    this.roster = roster;
    this.jobs = jobs;
    this.plans = plans;
    this.outbox = outbox;
  }

  /**
   * What the catalogue still has to do for all generations, as counted just now.
   *
   * @param embedding all of it
   * @param planned whether the work is planned after what these generations need
   * @param owed of it what was there when it was planned
   * @param unpublished changes that must be in the log before a new generation is whole
   */
  record Work(JobCounts embedding, boolean planned, long owed, long unpublished) {}

  Future<Work> work(List<Generation> live) {
    return jobs.counts()
        .map(counts -> counts.getOrDefault(Stage.EMBED, JobCounts.NONE))
        .compose(
            embedding ->
                plans
                    .owed(JobPlan.of(live))
                    .compose(
                        owed ->
                            owed.isEmpty() ? unplanned(embedding) : work(embedding, owed.get())));
  }

  private Future<Work> unplanned(JobCounts embedding) {
    return outbox.size().map(size -> new Work(embedding, false, 0, size));
  }

  private Future<Work> work(JobCounts embedding, Owed owed) {
    return unpublished(owed).map(size -> new Work(embedding, true, owed.jobs(), size));
  }

  /** Later changes than the last vector that was owed are news to every generation. */
  private Future<Long> unpublished(Owed owed) {
    if (owed.jobs() > 0) {
      return outbox.size();
    }
    Settled before = settled;
    if (before != null && before.planning() == owed.planning()) {
      return outbox.size(before.lastChange());
    }
    return outbox
        .last()
        .compose(
            last -> {
              settled = new Settled(owed.planning(), last);
              return outbox.size(last);
            });
  }

  /** Whether every node has opened exactly these, and so plans its work after them. */
  boolean knownEverywhere(List<Integer> numbers) {
    return cluster.nodes().stream()
        .allMatch(
            node ->
                node.card().generations().stream()
                    .map(GenerationCard::number)
                    .toList()
                    .equals(numbers));
  }

  /**
   * What one lacks that is being built.
   *
   * @return for people; empty if nothing
   */
  List<String> lacks(int number, Work work) {
    List<String> lacking = new ArrayList<>();
    if (!work.planned()) {
      lacking.add("what is to be embedded for it is not planned yet");
    }
    if (work.owed() > 0) {
      lacking.add(work.owed() + " videos are still to be embedded");
    }
    if (work.unpublished() > 0) {
      lacking.add(work.unpublished() + " changes are not in the log yet");
    }
    lacking.addAll(unserved(number));
    return lacking;
  }

  /**
   * What one lacks that was whole before. It has been followed since: what is on its way into the
   * index is missing from the one that is searched as well, and under a steady stream of changes
   * there always is something.
   *
   * @return for people; empty if nothing
   */
  List<String> unserved(int number) {
    List<String> lacking = new ArrayList<>();
    List<KnownNode> nodes = cluster.nodes();
    long holders = nodes.stream().filter(node -> node.card().roles().contains("search")).count();
    long wanted = Math.max(1, Math.min(cluster.replicas(), holders));
    for (int shard = 0; shard < cluster.shards(); shard++) {
      int serving = roster.of(number).serving(shard).size();
      if (serving < wanted) {
        lacking.add("shard " + shard + " is served by " + serving + " of " + wanted + " replicas");
      }
    }
    for (KnownNode node : nodes) {
      lackingOn(node, number).ifPresent(lacking::add);
    }
    return lacking;
  }

  private static Optional<String> lackingOn(KnownNode node, int number) {
    Optional<GenerationCard> card =
        node.card().generations().stream().filter(one -> one.number() == number).findFirst();
    String name = "node " + node.card().id();
    if (card.isEmpty()) {
      return Optional.of(name + " does not know of it yet");
    }
    if (!card.get().trouble().isEmpty()) {
      return Optional.of(name + ": " + card.get().trouble());
    }
    boolean must = node.card().roles().contains("api");
    return must && !card.get().searchable()
        ? Optional.of(name + " is not ready to search it")
        : Optional.empty();
  }

  /** Videos in the shards of a generation, each shard counted once. */
  long videos(int number) {
    long videos = 0;
    for (int shard = 0; shard < cluster.shards(); shard++) {
      int wanted = shard;
      videos +=
          cluster.nodes().stream()
              .flatMap(node -> node.card().replicas().stream())
              .filter(one -> one.generation() == number && one.shard() == wanted)
              .mapToInt(ReplicaCard::videos)
              .max()
              .orElse(0);
    }
    return videos;
  }
}
