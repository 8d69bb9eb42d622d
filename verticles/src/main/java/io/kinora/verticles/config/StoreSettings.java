package io.kinora.verticles.config;

import io.kinora.catalog.postgres.PostgresAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where data is kept, and the nodes it is shared with. */
final class StoreSettings {

  private static final Setting<String> POSTGRES =
      new Setting<>(
          "postgres",
          "The relational store: started inside this process, or one outside.",
          "embedded",
          "embedded, or " + PostgresAddress.FORM,
          StoreSettings::embeddedOrAddress);
  private static final Setting<Integer> POSTGRES_CONNECTIONS =
      Setting.integer("postgres-connections", 8, 2, 200, "Connections kept to PostgreSQL.");
  private static final Setting<String> KAFKA =
      new Setting<>(
          "kafka",
          "The log: a broker started inside this process, or ones outside.",
          "embedded",
          "embedded, or host:port[,host:port...]",
          StoreSettings::embeddedOrBrokers);
  private static final Setting<Integer> KAFKA_REPLICATION =
      Setting.integer(
          "kafka-replication", 1, 1, 7, "Copies of each log record; 3 where there are 3 brokers.");
  private static final Setting<List<String>> CLUSTER_JOIN =
      Setting.list(
          "cluster.join",
          "none",
          "none, or host:port[,host:port...] of some nodes",
          "Nodes to form a cluster with; none is a lone node.");
  private static final Setting<String> CLUSTER_HOST =
      Setting.text(
          "cluster.host", "127.0.0.1", "an address of this machine", "Where other nodes reach it.");
  private static final Setting<Integer> CLUSTER_PORT =
      Setting.integer("cluster.port", 5701, 1, 65535, "The port for other nodes.");
  private static final Setting<Integer> REBUILD_AFTER =
      Setting.integer(
          "cluster.rebuild-after-s",
          60,
          0,
          86_400,
          "How long a node may be away before others take over its parts of the index, seconds.");
  private static final Setting<Integer> SHARDS =
      Setting.integer(
          "shards", 1, 1, 256, "Into how many parts the index is cut; fixed once there is data.");
  private static final Setting<Integer> REPLICAS =
      Setting.integer(
          "replicas", 1, 1, 16, "Copies of each part, on different nodes as far as there are any.");
  private static final Setting<List<String>> OBJECTS =
      Setting.list(
          "objects",
          "none",
          "none, or one folder",
          "The folder for uploaded files and thumbnails, seen by all nodes; none keeps them below"
              + " data.");

  /** All of them, in the order in which they are shown. */
  static final List<Setting<?>> ALL =
      List.of(
          POSTGRES,
          POSTGRES_CONNECTIONS,
          KAFKA,
          KAFKA_REPLICATION,
          CLUSTER_JOIN,
          CLUSTER_HOST,
          CLUSTER_PORT,
          REBUILD_AFTER,
          SHARDS,
          REPLICAS,
          OBJECTS);

  private StoreSettings() {}

  static NodeConfig.Stores stores(Settings s) {
    return new NodeConfig.Stores(
        s.get(POSTGRES),
        s.get(POSTGRES_CONNECTIONS),
        s.get(KAFKA),
        s.get(KAFKA_REPLICATION),
        s.get(OBJECTS).stream()
            .findFirst()
            .map(folder -> Path.of(folder).toAbsolutePath().normalize()));
  }

  static NodeConfig.Cluster cluster(Settings s) {
    return new NodeConfig.Cluster(
        s.get(CLUSTER_JOIN),
        s.get(CLUSTER_HOST),
        s.get(CLUSTER_PORT),
        s.get(SHARDS),
        s.get(REPLICAS),
        Duration.ofSeconds(s.get(REBUILD_AFTER)));
  }

  private static String embeddedOrAddress(String written) {
    String value = written.strip();
    if (!value.equals(NodeConfig.EMBEDDED)) {
      PostgresAddress.parse(value);
    }
    return value;
  }

  private static String embeddedOrBrokers(String written) {
    String value = written.strip();
    if (!value.matches("embedded|[^:,\\s]+:\\d+(,[^:,\\s]+:\\d+)*")) {
      throw new IllegalArgumentException("neither embedded nor a list of brokers");
    }
    return value;
  }
}
