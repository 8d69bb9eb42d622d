package io.kinora.verticles.node;

import io.kinora.catalog.Generation.Spec;
import io.kinora.catalog.InvalidValueException;
import io.kinora.search.shard.Rehearsal;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Role;
import io.vertx.core.Future;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node: started whole or not at all, stopped in the reverse order. What is independent starts
 * side by side: PostgreSQL, Kafka, the Hazelcast member and the models, and the code of searching
 * is warmed.
 */
public final class Node implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final Duration REHEARSAL_PATIENCE = Duration.ofSeconds(3);

  private final Started started = new Started();

  @SuppressWarnings("NullAway.Init") // set by open(), before a node is handed out
  private Services services;

  @SuppressWarnings("NullAway.Init")
  private DataFolder folder;

  private Node() {}

  /**
   * Starts a node; when this returns it answers HTTP and its shards have caught up with the log.
   *
   * @throws NodeStartException saying which part could not be started and why; what had been
   *     started is stopped again
   */
  public static Node start(NodeConfig config) {
    Node node = new Node();
    try {
      node.open(config);
      return node;
    } catch (Exception failed) {
      node.close();
      if (failed instanceof NodeStartException known) {
        throw known;
      }
      throw new NodeStartException("The node did not start: " + failed, failed);
    }
  }

  private void open(NodeConfig config) throws Exception {
    // Asked for the first time by several threads at once, the JVM's beans now and then deadlock.
    ManagementFactory.getPlatformMBeanServer();
    folder = started.keep(DataFolder.hold(config.data(), config.stores().objects()));
    HttpApi.requireFree(config.http());
    Stores stores = started.keep(new Stores(config));
    // Loading classes and native libraries pins virtual threads: with few cores they hung one
    // another.
    try (ExecutorService executor = Executors.newCachedThreadPool()) {
      var postgres = stores.postgres(executor);
      var kafka = stores.kafka(executor);
      String nodeId = folder.nodeId();
      var cluster =
          CompletableFuture.supplyAsync(() -> ClusteredVertx.start(config, nodeId), executor);
      ModelShelf shelf = started.keep(new ModelShelf(config, folder.models()));
      var models = CompletableFuture.supplyAsync(() -> configured(shelf), executor);
      if (config.has(Role.SEARCH)) {
        executor.execute(this::rehearse);
      }
      // Whatever came up must be stopped again, also if another part did not.
      ClusteredVertx bus = started.keep(joined(cluster));
      Spec configured = joined(models);
      services =
          Services.open(config, folder, bus, shelf, joined(postgres), joined(kafka), started);
      shelf.giveBack(configured); // unless the index is for these, they are not needed
    }
    folder.announce(url());
    services.awaitCaughtUp(START_PATIENCE);
  }

  /** Loads what the settings name, beside the stores: the index is nearly always for these. */
  private static Spec configured(ModelShelf shelf) {
    try {
      Spec spec = shelf.configured();
      shelf.take(spec);
      return spec;
    } catch (InvalidValueException | IOException unusable) {
      throw new NodeStartException(
          "An encoder could not be loaded: " + unusable.getMessage(), unusable);
    }
  }

  /** Beside the stores, whose starting is mostly waiting. */
  private void rehearse() {
    try {
      Rehearsal.run(folder.rehearsal(), REHEARSAL_PATIENCE);
    } catch (IOException failed) {
      LOG.warn("Search could not be rehearsed; the first searches will be slow: {}", failed);
    }
  }

  private static <T> T joined(CompletableFuture<T> part) {
    try {
      return part.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof NodeStartException known) {
        throw known;
      }
      throw new NodeStartException(String.valueOf(failed.getCause()), failed.getCause());
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.ExecutionException failed) {
      throw new NodeStartException(String.valueOf(failed.getCause()), failed.getCause());
    } catch (TimeoutException late) {
      throw new NodeStartException("no answer within " + START_PATIENCE.toSeconds() + " s", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new NodeStartException("interrupted", interrupted);
    }
  }

  /** Where this node answers HTTP. */
  public String url() {
    return services.url();
  }

  /** The operator's token if it was made by this start. */
  public Optional<String> newToken() {
    return services.newToken();
  }

  /** Where the operator's token lies. */
  public java.nio.file.Path tokenFile() {
    return folder.root().resolve("operator.token");
  }

  /** Finishes what was accepted, commits, and stops every part. */
  @Override
  public void close() {
    Thread watchdog =
        Thread.ofPlatform().daemon().name("kinora-stop-watchdog").start(Node::sayIfStopIsSlow);
    started.close();
    watchdog.interrupt();
  }

  private static void sayIfStopIsSlow() {
    try {
      TimeUnit.MILLISECONDS.sleep(STOP_PATIENCE.toMillis());
      LOG.warn("Stopping takes longer than {} s", STOP_PATIENCE.toSeconds());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
