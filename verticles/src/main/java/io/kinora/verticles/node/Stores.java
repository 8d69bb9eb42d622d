package io.kinora.verticles.node;

import io.kinora.catalog.postgres.Migrations;
import io.kinora.catalog.postgres.PostgresAddress;
import io.kinora.catalog.postgres.PostgresServer;
import io.kinora.cluster.kafka.EmbeddedKafka;
import io.kinora.cluster.log.Topics;
import io.kinora.verticles.config.NodeConfig;
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
  private volatile @Nullable PostgresServer ownPostgres;
  private volatile @Nullable EmbeddedKafka ownKafka;

  public Stores(NodeConfig config) {
    this.config = config;
  }

  /** Where PostgreSQL is, once it runs and its schema is the present one. */
  public CompletableFuture<PostgresAddress> postgres(Executor executor) {
    return CompletableFuture.supplyAsync(
        () -> {
          PostgresAddress address = startPostgres();
          Migrations.migrate(address);
          return address;
        },
        executor);
  }

  /** Kafka's bootstrap servers, once it runs and has our topics. */
  public CompletableFuture<String> kafka(Executor executor) {
    return CompletableFuture.supplyAsync(
        () -> {
          String bootstrap = startKafka();
          Topics.ensure(bootstrap, config.cluster().shards(), config.stores().kafkaReplication());
          return bootstrap;
        },
        executor);
  }

  private PostgresAddress startPostgres() {
    if (!config.stores().postgres().equals(NodeConfig.EMBEDDED)) {
      return PostgresAddress.parse(config.stores().postgres());
    }
    try {
      PostgresServer server = PostgresServer.start(config.data().resolve("postgres"));
      ownPostgres = server;
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
      ownKafka = broker;
      return broker.bootstrap();
    } catch (Exception failed) {
      throw new NodeStartException("Kafka did not start: " + failed.getMessage(), failed);
    }
  }

  /** Stops what runs inside this process, the log and the store side by side. */
  @Override
  public void close() {
    Thread kafka = Thread.ofVirtual().start(() -> close("Kafka", ownKafka));
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
}
