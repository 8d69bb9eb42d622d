package io.kinora.cluster.members;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import io.kinora.catalog.InvalidValueException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The Hazelcast member of a node, as configuration. It holds what Vert.x's cluster manager expects
 * of its member, so that one member serves both.
 */
public final class MembersConfig {

  /** Member attribute with the node's id. */
  public static final String NODE_ID = "kinora.node";

  /** Member attribute, {@code true} or {@code false}: whether shards are placed on the node. */
  static final String HOLDS_SHARDS = "kinora.holds-shards";

  private static final String VERTX_NODE_ID = "__vertx.nodeId";
  private static final String LOOPBACK = "127.0.0.1";
  private static final int FREE_PORT = 0;

  /** The most backups that Hazelcast takes. */
  private static final int EVERYWHERE = 6;

  private static final Map<String, String> COMMON =
      Map.ofEntries(
          Map.entry("hazelcast.logging.type", "slf4j"),
          Map.entry("hazelcast.phone.home.enabled", "false"),
          Map.entry("hazelcast.shutdownhook.enabled", "false"),
          Map.entry("hazelcast.socket.bind.any", "false"),
          Map.entry("hazelcast.operation.thread.count", "2"),
          Map.entry("hazelcast.operation.generic.thread.count", "2"),
          Map.entry("hazelcast.event.thread.count", "1"),
          Map.entry("hazelcast.io.input.thread.count", "1"),
          Map.entry("hazelcast.io.output.thread.count", "1"),
          Map.entry("hazelcast.graceful.shutdown.max.wait", "10"));

  private static final Map<String, String> ALONE =
      Map.of("hazelcast.wait.seconds.before.join", "0");

  private static final Map<String, String> TOGETHER =
      Map.of(
          // No shorter: under load, members that do not wait for one another found two clusters.
          "hazelcast.wait.seconds.before.join", "2",
          "hazelcast.heartbeat.interval.seconds", "1",
          "hazelcast.max.no.heartbeat.seconds", "5",
          "hazelcast.merge.first.run.delay.seconds", "10",
          "hazelcast.merge.next.run.delay.seconds", "10");

  private MembersConfig() {}

  /**
   * A node without others: on a free loopback port, looking for nobody.
   *
   * @param nodeId this node's id, for the others and for placing shards
   * @param holdsShards whether shards are placed on it
   */
  public static Config alone(String nodeId, boolean holdsShards) {
    Config config = common(nodeId, holdsShards);
    // A cluster name of its own: nobody joins by accident.
    config.setClusterName("kinora-" + UUID.randomUUID());
    ALONE.forEach(config::setProperty);
    bind(config.getNetworkConfig(), LOOPBACK, FREE_PORT);
    return config;
  }

  /**
   * A node among others, which find one another by their addresses.
   *
   * @param nodeId this node's id, different from the others'
   * @param holdsShards whether shards are placed on it
   * @param clusterName the same on all nodes
   * @param address of this machine, at which the others reach it
   * @param port to listen on, 1 to 65535
   * @param peers addresses of some or all nodes, {@code host} or {@code host:port}; may include
   *     this
   */
  public static Config together(
      String nodeId,
      boolean holdsShards,
      String clusterName,
      String address,
      int port,
      List<String> peers) {
    if (port < 1 || port > 65535) {
      throw new InvalidValueException("cluster.port", port, "1 to 65535");
    }
    if (peers.isEmpty()) {
      throw new InvalidValueException("cluster.peers", peers, "at least one address");
    }
    Config config = common(nodeId, holdsShards);
    config.setClusterName(clusterName);
    TOGETHER.forEach(config::setProperty);
    bind(config.getNetworkConfig(), address, port);
    config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true).setMembers(peers);
    return config;
  }

  private static Config common(String nodeId, boolean holdsShards) {
    Config config = new Config();
    COMMON.forEach(config::setProperty);
    config
        .getMemberAttributeConfig()
        .setAttribute(NODE_ID, nodeId)
        .setAttribute(HOLDS_SHARDS, Boolean.toString(holdsShards))
        // Vert.x tells nodes apart by this one, and a restarted node must not pass for the old.
        .setAttribute(VERTX_NODE_ID, UUID.randomUUID().toString());
    addVertxStructures(config);
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(false);
    return config;
  }

  private static void bind(NetworkConfig network, String address, int port) {
    network.setPort(port).setPortAutoIncrement(false).setReuseAddress(true);
    network.getInterfaces().setEnabled(true).addInterface(address);
  }

  /**
   * As in {@code default-cluster.xml} of vertx-hazelcast 5.0.8, but kept on every node: they are
   * small, and a node that was cut off must still know where the others are and itself is.
   */
  private static void addVertxStructures(Config config) {
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setBackupCount(EVERYWHERE)
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    config.getMapConfig("__vertx.haInfo").setBackupCount(EVERYWHERE);
    config.getMapConfig("__vertx.nodeInfo").setBackupCount(EVERYWHERE);
  }
}
