package io.kinora.cluster.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the embedded broker is told: one node, small in memory, and nothing lost. */
final class BrokerSettings {

  static final int NODE = 1;
  static final String BROKER = "BROKER";
  static final String CONTROLLER = "CONTROLLER";

  private static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

  private BrokerSettings() {}

  /** The metadata has a folder (and so a lock) of its own, taken before anything is written. */
  static String metadataFolder(Path root) {
    return root.resolve("metadata").toString();
  }

  static List<String> folders(Path root) {
    return List.of(metadataFolder(root), logFolder(root));
  }

  static Map<String, Object> of(Path root, int brokerPort, int controllerPort) {
    Map<String, Object> settings = new HashMap<>();
    settings.putAll(identity(root, brokerPort, controllerPort));
    settings.putAll(DURABILITY);
    settings.putAll(ONE_NODE);
    settings.putAll(FOOTPRINT);
    return settings;
  }

  private static String logFolder(Path root) {
    return root.resolve("log").toString();
  }

  /**
   * The voter's address is given anew at each start: unlike a dynamic voter's it is not kept in the
   * metadata log, so the next start may use another port.
   */
  private static Map<String, String> identity(Path root, int brokerPort, int controllerPort) {
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        String.valueOf(NODE),
        "listeners",
        listener(BROKER, brokerPort) + "," + listener(CONTROLLER, controllerPort),
        "listener.security.protocol.map",
        BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
        "inter.broker.listener.name",
        BROKER,
        "controller.listener.names",
        CONTROLLER,
        "controller.quorum.voters",
        NODE + "@127.0.0.1:" + controllerPort,
        "log.dirs",
        logFolder(root),
        "metadata.log.dir",
        metadataFolder(root));
  }

  private static String listener(String name, int port) {
    return name + "://127.0.0.1:" + port;
  }

  private static final Map<String, String> DURABILITY =
      Map.of(
          // The only replica: acknowledged must mean on disk.
          "log.flush.interval.messages", "1",
          "message.max.bytes", String.valueOf(MAX_RECORD_BYTES),
          "unclean.leader.election.enable", "false",
          "auto.create.topics.enable", "false");

  /** Where a group stands outlives any stop: what it counted would be counted twice. */
  private static final int POSITIONS_KEPT_MINUTES = 10 * 365 * 24 * 60;

  private static final Map<String, String> ONE_NODE =
      Map.of(
          "default.replication.factor", "1",
          "min.insync.replicas", "1",
          "offsets.topic.replication.factor", "1",
          "offsets.topic.num.partitions", "1",
          "offsets.retention.minutes", String.valueOf(POSITIONS_KEPT_MINUTES),
          "transaction.state.log.replication.factor", "1",
          "transaction.state.log.min.isr", "1",
          "transaction.state.log.num.partitions", "1",
          "group.initial.rebalance.delay.ms", "0");

  private static final Map<String, String> FOOTPRINT =
      Map.of(
          "num.network.threads", "1",
          "num.io.threads", "2",
          "num.recovery.threads.per.data.dir", "2",
          "background.threads", "2",
          "log.cleaner.threads", "1",
          "log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024),
          "log.cleaner.io.buffer.size", String.valueOf(512 * 1024),
          "log.segment.bytes", String.valueOf(64 * 1024 * 1024),
          "metric.reporters", "",
          "queued.max.requests", "64");
}
