package io.kinora.verticles.node;

import com.hazelcast.config.Config;
import io.kinora.cluster.members.Members;
import io.kinora.cluster.members.MembersConfig;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Role;
import io.kinora.verticles.shard.ShardMessages;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/**
 * Vert.x over a Hazelcast member: alone, or with other nodes.
 *
 * @param members who is there
 */
record ClusteredVertx(Vertx vertx, Members members) implements AutoCloseable {

  /** One registry for the process: parts add their meters to it, {@code /metrics} shows it. */
  static final PrometheusMeterRegistry METRICS = registry();

  private static final String CLUSTER = "kinora";

  static ClusteredVertx start(NodeConfig config, String nodeId) {
    NodeConfig.Cluster cluster = config.cluster();
    boolean holdsShards = config.has(Role.SEARCH);
    Config members =
        cluster.alone()
            ? MembersConfig.alone(nodeId, holdsShards)
            : MembersConfig.together(
                nodeId, holdsShards, CLUSTER, cluster.host(), cluster.port(), cluster.join());
    HazelcastClusterManager manager = new HazelcastClusterManager(members);
    EventBusOptions bus =
        new EventBusOptions().setHost(cluster.alone() ? "127.0.0.1" : cluster.host());
    VertxOptions options =
        new VertxOptions()
            .setEventBusOptions(bus)
            .setPreferNativeTransport(true)
            // Its cache of files, which nothing here needs, goes as soon as the JVM begins to end,
            // and every use of a file fails from then on.
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setClassPathResolvingEnabled(false)
                    .setFileCachingEnabled(false));
    Vertx vertx =
        Node.await(Vertx.builder().with(options).withClusterManager(manager).buildClustered());
    ShardMessages.register(vertx.eventBus());
    if (!cluster.alone()) {
      Announcing.begin(vertx, manager);
    }
    return new ClusteredVertx(vertx, new Members(manager.getHazelcastInstance()));
  }

  @Override
  public void close() {
    Node.await(vertx.close());
  }

  private static PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    return registry;
  }
}
