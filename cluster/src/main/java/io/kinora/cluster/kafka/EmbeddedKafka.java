package io.kinora.cluster.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker and its controller inside this process, alone in their cluster.
 *
 * <p>This package uses Kafka's internal API, which may change with any release; nothing outside it
 * does.
 *
 * <ul>
 *   <li>The folder is formatted the first time. Later starts keep its cluster id, so a log outlives
 *       its process. Two processes cannot open one folder.
 *   <li>Both listening sockets are bound to loopback before Kafka starts and handed to it: no other
 *       process can take the port in between, and Kafka's own first connections wait instead of
 *       being refused and backing off.
 *   <li>An append is acknowledged when it is on disk ({@code fsync}): with a single replica nothing
 *       else makes it durable.
 *   <li>Kafka never ends the process. What it would have exited for is logged and told by {@link
 *       #fault()}.
 * </ul>
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

  private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(10);

  private final LoopbackSockets sockets;
  private final int port;
  private final SharedServer shared;
  private final ControllerServer controller;
  private final BrokerServer broker;
  private final Faults faults;

  private EmbeddedKafka(
      LoopbackSockets sockets,
      SharedServer shared,
      ControllerServer controller,
      BrokerServer broker,
      Faults faults) {
    this.sockets = sockets;
    this.port = sockets.brokerPort();
    this.shared = shared;
    this.controller = controller;
    this.broker = broker;
    this.faults = faults;
  }

  /** Starts on a free port; see {@link #start(Path, int)}. */
  public static EmbeddedKafka start(Path dir) {
    return start(dir, 0);
  }

  /**
   * Starts a broker on a folder and returns once it serves requests.
   *
   * @param dir where the log lives; created if missing
   * @param port loopback port to listen on, 0 for a free one
   * @throws IllegalStateException if it cannot start, e.g. because another process uses the folder
   */
  public static EmbeddedKafka start(Path dir, int port) {
    Path root = dir.toAbsolutePath();
    LoopbackSockets sockets = LoopbackSockets.bind(port);
    Faults faults = new Faults();
    faults.listen();
    try {
      format(root);
      EmbeddedKafka kafka = assemble(root, sockets, faults);
      kafka.startUp();
      return kafka;
    } catch (Throwable e) { // Scala does not declare what it throws
      sockets.close();
      faults.stopListening();
      throw new IllegalStateException(
          "the embedded Kafka cannot start in " + root + ": " + e.getMessage(), e);
    }
  }

  /** Where clients connect, {@code 127.0.0.1:port}. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** The loopback port that it listens on. */
  public int port() {
    return port;
  }

  /** Identity of the cluster, made when the folder was formatted. */
  public String clusterId() {
    return shared.clusterId();
  }

  /** The first fault after which Kafka should no longer be relied on; empty while all is well. */
  public Optional<Throwable> fault() {
    return faults.first();
  }

  /** Flushes and closes the log. Further calls do nothing. */
  @Override
  public void close() {
    try {
      broker.shutdown(SHUTDOWN_LIMIT);
      controller.shutdown();
    } finally {
      sockets.close();
      faults.stopListening();
    }
  }

  /** Formats what is not formatted yet; a format that was cut short is completed. */
  private static void format(Path root) throws Exception {
    List<String> folders = BrokerSettings.folders(root);
    for (String folder : folders) {
      Files.createDirectories(Path.of(folder));
    }
    MetaPropertiesEnsemble existing = loadMetaProperties(folders);
    if (existing.emptyLogDirs().isEmpty()) {
      return;
    }
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
        .setNodeId(BrokerSettings.NODE)
        .setClusterId(existing.clusterId().orElseGet(() -> Uuid.randomUuid().toString()))
        .setDirectories(folders)
        .setMetadataLogDirectory(BrokerSettings.metadataFolder(root))
        .setControllerListenerName(BrokerSettings.CONTROLLER)
        .setIgnoreFormatted(true)
        .run();
  }

  private static MetaPropertiesEnsemble loadMetaProperties(List<String> folders)
      throws IOException {
    return new MetaPropertiesEnsemble.Loader().addLogDirs(folders).load();
  }

  private static EmbeddedKafka assemble(Path root, LoopbackSockets sockets, Faults faults)
      throws Exception {
    KafkaConfig config =
        new KafkaConfig(
            BrokerSettings.of(root, sockets.brokerPort(), sockets.controllerPort()), false);
    var folders = KafkaRaftServer.initializeLogDirs(config, LOG, "");
    MetaPropertiesEnsemble properties = folders._1();
    BootstrapMetadata bootstrap = folders._2();
    SharedServer shared =
        new SharedServer(
            config,
            properties,
            Time.SYSTEM,
            Server.initializeMetrics(config, Time.SYSTEM, properties.clusterId().orElseThrow()),
            CompletableFuture.completedFuture(
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
            List.of(),
            faults,
            sockets);
    ControllerServer controller =
        new ControllerServer(shared, KafkaRaftServer.configSchema(), bootstrap);
    return new EmbeddedKafka(sockets, shared, controller, new BrokerServer(shared), faults);
  }

  private void startUp() {
    try {
      controller.startup();
      broker.startup();
    } catch (Throwable e) {
      close();
      throw e;
    }
  }
}
