package io.kinora.verticles.node;

import io.kinora.catalog.Video;
import io.kinora.catalog.postgres.Leadership;
import io.kinora.catalog.postgres.OutboxRepository;
import io.kinora.catalog.wire.VideoCodec;
import io.kinora.cluster.log.EventLog;
import io.kinora.cluster.log.ShardRouting;
import io.kinora.cluster.log.Topics;
import io.kinora.verticles.Bell;
import io.kinora.verticles.Worker;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what the catalogue committed. One relay leads at a time over all nodes, so that the log
 * never gets an older state of a video after a newer one. A crash between publishing and forgetting
 * publishes the same state again, which readers ignore by its version.
 */
public final class RelayVerticle extends Worker {

  private static final int BATCH = 500;
  private static final Duration IDLE = Duration.ofMillis(500);

  private final OutboxRepository outbox;
  private final EventLog log;
  private final ShardRouting routing;
  private final ShardRouting published = new ShardRouting(Topics.PUBLISHED_PARTITIONS);
  private @Nullable Leadership leadership;

  public RelayVerticle(OutboxRepository outbox, EventLog log, ShardRouting routing) {
    super(Bell.CATALOGUE, IDLE);
    this.outbox = outbox;
    this.log = log;
    this.routing = routing;
  }

  @Override
  protected boolean step() {
    Leadership lead = leadership;
    if (lead == null || lead.ended().isComplete()) {
      leadership = outbox.tryLead().await().orElse(null);
      return leadership != null;
    }
    var batch = outbox.next(BATCH).await();
    if (batch.isEmpty()) {
      return false;
    }
    List<CompletableFuture<Long>> sent = new ArrayList<>();
    for (var entry : batch.entries()) {
      Video video = entry.video();
      byte[] state = VideoCodec.encode(video);
      sent.add(log.append(Topics.VIDEOS, routing.shardOf(video.id()), video.id(), state));
      if (entry.firstPublic()) {
        sent.add(log.append(Topics.PUBLISHED, published.shardOf(video.id()), video.id(), state));
      }
    }
    Future.fromCompletionStage(
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)), context)
        .await();
    outbox.done(batch).await();
    return true;
  }

  @Override
  protected void release() {
    if (leadership != null) {
      leadership.close();
    }
  }
}
