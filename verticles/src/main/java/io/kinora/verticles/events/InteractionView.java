package io.kinora.verticles.events;

import io.kinora.catalog.Follows;
import io.kinora.catalog.postgres.InteractionRepository;
import io.kinora.catalog.postgres.InteractionRepository.OvertakenException;
import io.kinora.catalog.postgres.InteractionRepository.Piece;
import io.kinora.catalog.postgres.InteractionRepository.Sealed;
import io.kinora.catalog.postgres.InteractionRepository.Taken;
import io.kinora.catalog.postgres.LeaseRepository;
import io.kinora.cluster.log.LogRecord;
import io.kinora.cluster.log.TopicReader;
import io.kinora.cluster.log.Topics;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.Leadership;
import io.kinora.verticles.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Takes the log of interactions into PostgreSQL. One node at a time does, by a lease; one that was
 * frozen while its lease ended finds that the view has moved on, and takes nothing twice. Who
 * follows other channels than before is told on the event bus ({@link Follows#CHANGED}).
 */
public final class InteractionView extends Worker {

  private static final String LEASE = "interactions";
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int BATCH = 2_000;

  /** Who changed their follows so shortly before a node died was perhaps not told of. */
  private static final Duration TOLD_AGAIN = Duration.ofMinutes(1);

  private final Leadership leadership;
  private final InteractionRepository view;
  private final InteractionUpkeep upkeep;
  private final Callable<String> identity;
  private final Source source;
  private final BoundedPool reading;
  private final Map<Integer, Long> positions = new HashMap<>();
  private @Nullable TopicReader reader;
  private String logIdentity = "";
  private volatile long behind;

  /** Opens the log to read on from positions, by partition; blocks. */
  @FunctionalInterface
  public interface Source {
    TopicReader open(Map<Integer, Long> from, int most);
  }

  /**
   * @param identity of the topic's log; blocks
   * @param reading one thread of its own, since the log's client blocks
   */
  public InteractionView(
      String node,
      LeaseRepository leases,
      InteractionRepository view,
      InteractionUpkeep upkeep,
      Callable<String> identity,
      Source source,
      BoundedPool reading) {
    super(IDLE);
    this.leadership = new Leadership(leases, LEASE, node);
    this.view = view;
    this.upkeep = upkeep;
    this.identity = identity;
    this.source = source;
    this.reading = reading;
  }

  /** How many records the view is behind the log; 0 on nodes that do not write it. */
  public long behind() {
    return behind;
  }

  @Override
  protected boolean step() {
    if (!leadership.holds(reader != null)) {
      forgetReader();
      return false;
    }
    try {
      upkeep.run();
      TopicReader from = reader == null ? open() : reader;
      Map<Integer, List<LogRecord>> records = reading.run(() -> from.poll(POLL)).await();
      if (!records.isEmpty()) {
        take(records);
      }
      behind = reading.run(from::behind).await();
      return true;
    } catch (RuntimeException failed) {
      forgetReader();
      if (failed instanceof OvertakenException) {
        log.info(
            "Another node has read on in the log of interactions; this one looks where it stands");
        return false;
      }
      throw failed;
    }
  }

  private void take(Map<Integer, List<LogRecord>> records) {
    List<Piece> pieces = new ArrayList<>();
    records.forEach(
        (partition, list) ->
            pieces.add(
                new Piece(
                    partition,
                    positions.getOrDefault(partition, 0L),
                    list.getLast().offset() + 1,
                    list.stream().map(one -> new Sealed(one.key(), one.value())).toList())));
    Taken taken = view.take(logIdentity, pieces).await();
    pieces.forEach(piece -> positions.put(piece.partition(), piece.next()));
    taken.followers().forEach(this::tell);
  }

  private void tell(String viewer) {
    vertx.eventBus().publish(Follows.CHANGED, viewer);
  }

  private TopicReader open() {
    logIdentity = reading.run(identity).await();
    positions.clear();
    positions.putAll(view.positions(logIdentity, Topics.INTERACTIONS_PARTITIONS).await());
    Map<Integer, Long> wanted = Map.copyOf(positions);
    TopicReader opened = reading.run(() -> source.open(wanted, BATCH)).await();
    reader = opened;
    wanted.forEach((partition, offset) -> goOnWhereTheLogBegins(opened, partition, offset));
    upkeep.changedWithin(TOLD_AGAIN).await().forEach(this::tell);
    return opened;
  }

  private void goOnWhereTheLogBegins(TopicReader opened, int partition, long wanted) {
    long there = reading.run(() -> opened.position(partition)).await();
    if (there == wanted) {
      return;
    }
    if (wanted > 0) {
      log.warn(
          "The log of interactions has nothing at {} of partition {}; the view goes on at {}",
          wanted,
          partition,
          there);
    }
    view.skip(partition, there).await();
    positions.put(partition, there);
  }

  private void forgetReader() {
    TopicReader open = reader;
    reader = null;
    behind = 0;
    if (open != null) {
      reading
          .run(
              () -> {
                open.close();
                return true;
              })
          .await();
    }
  }

  @Override
  protected void release() {
    boolean led = reader != null;
    forgetReader();
    if (led) {
      leadership.giveUp();
    }
  }
}
