package io.kinora.verticles.node;

import com.hazelcast.config.Config;
import io.kinora.cluster.members.MembersConfig;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.shard.ShardMessages;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/** Vert.x over a Hazelcast member: alone, or with other nodes. */
final class ClusteredVertx {

  /** One registry for the process: parts add their meters to it, {@code /metrics} shows it. */
  static final PrometheusMeterRegistry METRICS = registry();

  private static final String CLUSTER = "kinora";

  private ClusteredVertx() {}

  static Vertx start(NodeConfig config, String nodeId) {
    NodeConfig.Cluster cluster = config.cluster();
    Config members =
        cluster.alone()
            ? MembersConfig.alone(nodeId)
            : MembersConfig.together(
                nodeId, CLUSTER, cluster.host(), cluster.port(), cluster.join());
    EventBusOptions bus =
        new EventBusOptions().setHost(cluster.alone() ? "127.0.0.1" : cluster.host());
    Vertx vertx =
        Node.await(
            Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(bus).setPreferNativeTransport(true))
                .withClusterManager(new HazelcastClusterManager(members))
                .buildClustered());
    ShardMessages.register(vertx.eventBus());
    return vertx;
  }

  private static PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    return registry;
  }
}
