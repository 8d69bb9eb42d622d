package io.kinora.verticles.node;

import io.kinora.cluster.log.LogProbe;
import io.kinora.verticles.NodeHealth;
import io.kinora.verticles.Worker;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the parts of this node are: stores are asked every other second, the rest tell when looked
 * at. Searches need neither PostgreSQL nor Kafka, so those may be down while the node is ready; the
 * answer says so.
 */
final class HealthBoard implements NodeHealth {

  private static final Logger LOG = LoggerFactory.getLogger(HealthBoard.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final Vertx vertx;
  private final Pool postgres;
  private final LogProbe log;
  private final Supplier<List<Held>> held;
  private final List<Worker> workers;
  private volatile Part postgresPart = new Part("postgres", true, false, "not asked yet");
  private volatile Part kafkaPart = new Part("kafka", true, false, "not asked yet");
  private volatile String notNow = "is starting";
  private long timer;

  /**
   * A replica on this node.
   *
   * @param elsewhere whether another node serves the shard
   */
  record Held(int shard, boolean caughtUp, boolean elsewhere, String condition) {

    /**
     * One that is still being filled keeps its node from nothing while another serves that shard:
     * were it otherwise, the nodes that build what a lost one held would all be unready at once.
     */
    Part part() {
      return new Part("shard " + shard, caughtUp, caughtUp || !elsewhere, condition);
    }
  }

  HealthBoard(
      Vertx vertx, Pool postgres, LogProbe log, Supplier<List<Held>> held, List<Worker> workers) {
    this.vertx = vertx;
    this.postgres = postgres;
    this.log = log;
    this.held = held;
    this.workers = workers;
  }

  void watch() {
    ask();
    timer = vertx.setPeriodic(EVERY.toMillis(), tick -> ask());
  }

  /** The node is warm and its shards have caught up: it may be sent requests. */
  void arrive() {
    notNow = "";
  }

  /** The node begins to stop: whoever spreads requests over nodes should send it no more. */
  void leave() {
    notNow = "is stopping";
  }

  void stop() {
    vertx.cancelTimer(timer);
  }

  private void ask() {
    postgres
        .query("SELECT 1")
        .execute()
        .timeout(PATIENCE.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
        .onComplete(
            rows -> postgresPart = told(postgresPart, Optional.empty()),
            down ->
                postgresPart = told(postgresPart, Optional.of(String.valueOf(down.getMessage()))));
    vertx.executeBlocking(
        () -> {
          kafkaPart = told(kafkaPart, log.problem(PATIENCE));
          return kafkaPart;
        });
  }

  private static Part told(Part before, Optional<String> problem) {
    Part now =
        new Part(before.name(), problem.isEmpty(), before.needed(), problem.orElse("answers"));
    if (before.up() && !now.up()) {
      LOG.warn("{} does not answer: {}", now.name(), now.detail());
    } else if (!before.up() && now.up()) {
      LOG.info("{} answers again", now.name());
    }
    return now;
  }

  @Override
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    if (!notNow.isEmpty()) {
      parts.add(new Part("node", false, true, notNow));
    }
    parts.add(postgresPart);
    parts.add(kafkaPart);
    for (Held replica : held.get()) {
      parts.add(replica.part());
    }
    for (Worker worker : workers) {
      String trouble = worker.trouble();
      if (!trouble.isEmpty()) {
        parts.add(new Part(worker.name(), false, false, trouble));
      }
    }
    return parts;
  }
}
