package io.kinora.verticles.events;

import io.kinora.cluster.log.EventLog;
import io.kinora.cluster.log.ShardRouting;
import io.kinora.cluster.log.Topics;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The topic of interactions, for appending: a viewer's lie in order in one partition. */
public final class InteractionLog {

  private static final ShardRouting ROUTING = new ShardRouting(Topics.INTERACTIONS_PARTITIONS);

  private final EventLog log;

  public InteractionLog(EventLog log) {
    this.log = log;
  }

  /** May take two seconds where the log is away. */
  CompletableFuture<Void> append(String viewer, List<byte[]> sealed) {
    return log.appendAll(Topics.INTERACTIONS, ROUTING.shardOf(viewer), viewer, sealed);
  }

  /** Says that a viewer was erased. */
  CompletableFuture<Long> appendErased(String viewer) {
    return log.append(Topics.INTERACTIONS, ROUTING.shardOf(viewer), viewer, null);
  }
}
