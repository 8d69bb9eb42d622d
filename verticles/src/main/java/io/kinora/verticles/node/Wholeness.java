package io.kinora.verticles.node;

import io.kinora.catalog.Generation;
import io.kinora.verticles.ClusterView;
import io.kinora.verticles.ClusterView.KnownNode;
import io.kinora.verticles.roster.GenerationCard;
import io.kinora.verticles.roster.ReplicaCard;
import io.kinora.verticles.roster.Roster;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a generation of the index still lacks before it may be searched: every node must know of it,
 * every shard must have as many replicas at the log's end as there are to be, and every node that
 * answers HTTP must be able to search it. Of one that was never searched, every video that was
 * there when it was begun must have its vectors too.
 */
final class Wholeness {

  private final ClusterView cluster;
  private final Roster roster;
  private final Backlog backlog;

  Wholeness(ClusterView cluster, Roster roster, Backlog backlog) {
    this.cluster = cluster;
    this.roster = roster;
    this.backlog = backlog;
  }

  /** What is to be done for generations; to be handed to {@link #lacks}. */
  Future<Backlog.Work> work(List<Generation> live) {
    return backlog.work(live);
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
  List<String> lacks(int number, Backlog.Work work) {
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
    if (lacking.isEmpty()) {
      lacking.addAll(unshown(number, work.ends()));
    }
    return lacking;
  }

  /** A replica that follows the log closely is still a moment behind it. */
  private List<String> unshown(int number, Map<Integer, Long> ends) {
    if (ends.isEmpty()) {
      return List.of("the log does not answer where it ends");
    }
    List<String> lacking = new ArrayList<>();
    for (int shard = 0; shard < cluster.shards(); shard++) {
      long end = ends.getOrDefault(shard, 0L);
      long behind = replicas(number, shard).filter(one -> one.shown() < end).count();
      if (behind > 0) {
        lacking.add("shard " + shard + " does not show all of the log yet");
      }
    }
    return lacking;
  }

  private Stream<ReplicaCard> replicas(int number, int shard) {
    return cluster.nodes().stream()
        .flatMap(node -> node.card().replicas().stream())
        .filter(one -> one.generation() == number && one.shard() == shard);
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
      videos += replicas(number, shard).mapToInt(ReplicaCard::videos).max().orElse(0);
    }
    return videos;
  }
}
