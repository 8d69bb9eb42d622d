package io.kinora.verticles.node;

import io.kinora.indexing.shard.ShardStats;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.search.SearchLimit;
import io.kinora.verticles.search.Searches;
import io.kinora.verticles.shard.ShardVerticle;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/** What a node tells of itself on {@code /metrics}, beside its HTTP timers and the JVM's meters. */
final class NodeMetrics {

  private static final List<String> SHARD_GAUGES =
      List.of("kinora.shard.videos", "kinora.shard.frames", "kinora.shard.behind");

  private final MeterRegistry registry;

  NodeMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void of(ShardVerticle shard) {
    Tags tags = shardTags(shard);
    gauge(
        "kinora.shard.videos",
        "Videos that searches see",
        tags,
        () -> shard.stats().map(ShardStats::videos).orElse(0));
    gauge(
        "kinora.shard.frames",
        "Key frames that searches see",
        tags,
        () -> shard.stats().map(ShardStats::frames).orElse(0));
    gauge("kinora.shard.behind", "Log records not yet applied; -1 if unknown", tags, shard::behind);
  }

  /** The shard has left this node. */
  void forget(ShardVerticle shard) {
    for (String name : SHARD_GAUGES) {
      registry.find(name).tags(shardTags(shard)).gauges().forEach(registry::remove);
    }
  }

  private static Tags shardTags(ShardVerticle shard) {
    return Tags.of("shard", Integer.toString(shard.number()));
  }

  void of(Searches searches) {
    SearchLimit limit = searches.limit();
    gauge("kinora.search.running", "Searches being answered", Tags.empty(), limit::running);
    gauge("kinora.search.limit", "Searches let in at a time just now", Tags.empty(), limit::most);
    FunctionCounter.builder("kinora.search.refused", limit, SearchLimit::refused)
        .description("Searches turned away since there was no room")
        .register(registry);
  }

  void of(String name, BoundedPool pool) {
    gauge(
        "kinora.pool.waiting",
        "Work that waits for a thread",
        Tags.of("pool", name),
        pool::waiting);
  }

  /** Weak references would let a gauge fall silent; these live as long as the node. */
  private void gauge(
      String name, String description, Tags tags, java.util.function.Supplier<Number> value) {
    Gauge.builder(name, value)
        .description(description)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }
}
