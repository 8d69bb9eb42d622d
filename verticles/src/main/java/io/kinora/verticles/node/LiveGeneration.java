package io.kinora.verticles.node;

import io.kinora.catalog.Generation;
import io.kinora.verticles.search.Searches;
import io.kinora.verticles.search.Suggests;
import io.kinora.verticles.shard.LocalReplica;
import io.kinora.verticles.shard.ShardHost;
import io.kinora.verticles.shard.ShardVerticle;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A build of the index on this node: its models, the replicas of its shards that lie here, and what
 * searches it. A search meets one generation from its beginning to its end.
 */
final class LiveGeneration {

  /** What searches a generation. */
  record Searching(Searches searches, Suggests suggests) {}

  private final Generation generation;
  private final Models models;
  private final @Nullable ShardHost host;
  private final Started started;
  private volatile @Nullable Searching searching;

  /**
   * @param host null where this node has no shards
   * @param started what to stop with it
   */
  LiveGeneration(Generation generation, Models models, @Nullable ShardHost host, Started started) {
    this.generation = generation;
    this.models = models;
    this.host = host;
    this.started = started;
  }

  int number() {
    return generation.number();
  }

  Generation.Spec spec() {
    return generation.spec();
  }

  Models models() {
    return models;
  }

  Collection<ShardVerticle> replicas() {
    return host == null ? List.of() : host.replicas();
  }

  @Nullable ShardHost host() {
    return host;
  }

  /** This node's replica of a shard, or null if it has none that can be asked. */
  @Nullable LocalReplica replica(int shard) {
    return host == null ? null : host.replica(shard);
  }

  /** Null until it can be searched from here. */
  @Nullable Searching searching() {
    return searching;
  }

  /** From now on it can be searched from here. */
  void searchWith(Searching ready) {
    searching = ready;
  }

  /** What is stopped with it, the newest first. */
  Started parts() {
    return started;
  }
}
