package io.kinora.verticles.node;

import io.kinora.catalog.Announcement;
import io.kinora.catalog.Video;
import io.kinora.catalog.postgres.LeaseRepository;
import io.kinora.catalog.postgres.OutboxRepository;
import io.kinora.catalog.wire.AnnouncementCodec;
import io.kinora.catalog.wire.VideoCodec;
import io.kinora.cluster.log.FencedLog;
import io.kinora.cluster.log.FencedLog.Append;
import io.kinora.cluster.log.ShardRouting;
import io.kinora.cluster.log.Topics;
import io.kinora.verticles.Bell;
import io.kinora.verticles.Leadership;
import io.kinora.verticles.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what the catalogue committed. One relay leads at a time over all nodes, so that the log
 * never gets an older state of a video after a newer one: a lease says which, and the log is fenced
 * against one that was frozen while its lease ended. A crash between publishing and forgetting
 * publishes the same state again, which readers ignore by its version.
 */
public final class RelayVerticle extends Worker {

  private static final String LEASE = "relay";
  private static final int BATCH = 500;
  private static final Duration IDLE = Duration.ofMillis(500);

  private final Leadership leadership;
  private final OutboxRepository outbox;
  private final Supplier<FencedLog> open;
  private final ShardRouting routing;
  private @Nullable FencedLog log;

  /**
   * @param node this node's id
   * @param open becomes the log's one writer
   */
  public RelayVerticle(
      String node,
      LeaseRepository leases,
      OutboxRepository outbox,
      Supplier<FencedLog> open,
      ShardRouting routing) {
    super(Bell.CATALOGUE, IDLE);
    this.leadership = new Leadership(leases, LEASE, node);
    this.outbox = outbox;
    this.open = open;
    this.routing = routing;
  }

  @Override
  protected boolean step() {
    if (!leadership.holds(log != null)) {
      forgetLog();
      return false;
    }
    FencedLog writer = log == null ? open.get() : log;
    log = writer;
    var batch = outbox.next(BATCH).await();
    if (batch.isEmpty()) {
      return false;
    }
    List<Append> records = new ArrayList<>();
    for (var entry : batch.entries()) {
      Video video = entry.video();
      byte[] state = VideoCodec.encode(video);
      records.add(new Append(Topics.VIDEOS, routing.shardOf(video.id()), video.id(), state));
      if (!entry.news().isEmpty()) {
        byte[] told = AnnouncementCodec.encode(Announcement.of(video, entry.news()));
        records.add(new Append(Topics.PUBLISHED, 0, video.id(), told));
      }
    }
    try {
      writer.append(records);
    } catch (RuntimeException failed) {
      forgetLog();
      throw failed;
    }
    outbox.done(batch).await();
    return true;
  }

  private void forgetLog() {
    if (log != null) {
      log.close();
      log = null;
    }
  }

  @Override
  protected void release() {
    if (log != null) {
      leadership.giveUp();
    }
    forgetLog();
  }
}
