package io.kinora.verticles.node;

import io.kinora.catalog.postgres.Migrations;
import io.kinora.catalog.postgres.PostgresAddress;
import io.kinora.catalog.postgres.PostgresServer;
import io.kinora.cluster.kafka.EmbeddedKafka;
import io.kinora.cluster.log.LogUnavailableException;
import io.kinora.cluster.log.Topics;
import io.kinora.verticles.config.NodeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relational store and the log: started inside this process, side by side, or outside ones by
 * their addresses.
 */
public final class Stores implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Stores.class);

  private final NodeConfig config;
  private volatile @Nullable OwnPostgres ownPostgres;
  private volatile @Nullable OwnKafka ownKafka;

  public Stores(NodeConfig config) {
    this.config = config;
  }

  /** Where PostgreSQL is, once it runs and its schema is the present one. */
  public CompletableFuture<PostgresAddress> postgres(Executor executor) {
    return CompletableFuture.supplyAsync(
        () -> {
          PostgresAddress address = startPostgres();
          migrate(address);
          return address;
        },
        executor);
  }

  /** Kafka's bootstrap servers, once it runs and has our topics. */
  public CompletableFuture<String> kafka(Executor executor) {
    return CompletableFuture.supplyAsync(
        () -> {
          String bootstrap = startKafka();
          ensureTopics(bootstrap);
          return bootstrap;
        },
        executor);
  }

  private static void migrate(PostgresAddress address) {
    try {
      Migrations.migrate(address);
    } catch (RuntimeException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new NodeStartException(
          "PostgreSQL at %s:%d cannot be used: %s"
              .formatted(address.host(), address.port(), cause.getMessage()),
          failed);
    }
  }

  private void ensureTopics(String bootstrap) {
    try {
      Topics.ensure(bootstrap, config.cluster().shards(), config.stores().kafkaReplication());
      Topics.keepInteractions(bootstrap, Duration.ofDays(config.events().logDays()));
    } catch (LogUnavailableException failed) {
      throw new NodeStartException(
          "Kafka at %s cannot be used: %s".formatted(bootstrap, failed.getMessage()), failed);
    }
  }

  private PostgresAddress startPostgres() {
    if (!config.stores().postgres().equals(NodeConfig.EMBEDDED)) {
      return PostgresAddress.parse(config.stores().postgres());
    }
    try {
      PostgresServer server = PostgresServer.start(config.data().resolve("postgres"));
      ownPostgres = new OwnPostgres(server);
      return server.address();
    } catch (Exception failed) {
      throw new NodeStartException("PostgreSQL did not start: " + failed.getMessage(), failed);
    }
  }

  private String startKafka() {
    if (!config.stores().kafka().equals(NodeConfig.EMBEDDED)) {
      return config.stores().kafka();
    }
    try {
      EmbeddedKafka broker = EmbeddedKafka.start(config.data().resolve("kafka"));
      ownKafka = new OwnKafka(config.data().resolve("kafka"), broker);
      return broker.bootstrap();
    } catch (Exception failed) {
      throw new NodeStartException("Kafka did not start: " + failed.getMessage(), failed);
    }
  }

  /** Stops what runs inside this process, the log and the store side by side. */
  @Override
  public void close() {
    Thread kafka = Thread.ofPlatform().start(() -> close("Kafka", ownKafka));
    close("PostgreSQL", ownPostgres);
    try {
      kafka.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(String name, @Nullable AutoCloseable part) {
    if (part == null) {
      return;
    }
    try {
      part.close();
    } catch (Exception failed) {
      LOG.warn("{} did not stop cleanly: {}", name, failed.toString());
    }
  }

  /** The server of this process, watched. */
  private static final class OwnPostgres implements StoreWatch.Store, AutoCloseable {

    private final PostgresServer server;
    private final StoreWatch watch;

    OwnPostgres(PostgresServer server) {
      this.server = server;
      this.watch = StoreWatch.start(this);
    }

    @Override
    public String name() {
      return "PostgreSQL";
    }

    @Override
    public boolean runs() {
      return server.isRunning();
    }

    @Override
    public void restart() {
      server.restart();
    }

    @Override
    public void close() {
      watch.close();
      server.close();
    }
  }

  /** The broker of this process, watched. */
  private static final class OwnKafka implements StoreWatch.Store, AutoCloseable {

    private final Path folder;
    private final StoreWatch watch;
    private volatile EmbeddedKafka broker;

    OwnKafka(Path folder, EmbeddedKafka broker) {
      this.folder = folder;
      this.broker = broker;
      this.watch = StoreWatch.start(this);
    }

    @Override
    public String name() {
      return "Kafka";
    }

    @Override
    public boolean runs() {
      return broker.fault().isEmpty();
    }

    @Override
    public void restart() {
      broker.close();
      broker = EmbeddedKafka.start(folder, broker.port());
    }

    @Override
    public void close() {
      watch.close();
      broker.close();
    }
  }
}
