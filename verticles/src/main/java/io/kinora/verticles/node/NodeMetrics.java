package io.kinora.verticles.node;

import io.kinora.catalog.CountWindow;
import io.kinora.cluster.counters.OnlineFigures;
import io.kinora.indexing.shard.ShardStats;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.OnlineMetrics;
import io.kinora.verticles.events.EventIntake;
import io.kinora.verticles.events.InteractionView;
import io.kinora.verticles.search.SearchLimit;
import io.kinora.verticles.shard.ShardMessages.ReplicaName;
import io.kinora.verticles.shard.ShardVerticle;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;

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
    ReplicaName name = shard.name();
    return Tags.of(
        "generation", Integer.toString(name.generation()), "shard", Integer.toString(name.shard()));
  }

  void of(SearchLimit limit) {
    gauge("kinora.search.running", "Searches being answered", Tags.empty(), limit::running);
    gauge("kinora.search.limit", "Searches let in at a time just now", Tags.empty(), limit::most);
    FunctionCounter.builder("kinora.search.refused", limit, SearchLimit::refused)
        .description("Searches turned away since there was no room")
        .register(registry);
  }

  void of(EventIntake intake, InteractionView view) {
    FunctionCounter.builder("kinora.events.accepted", intake, EventIntake::accepted)
        .description("Events that the log has taken")
        .register(registry);
    FunctionCounter.builder("kinora.events.refused", intake, EventIntake::refused)
        .description("Events that broke a rule")
        .register(registry);
    gauge(
        "kinora.interactions.behind",
        "Events in the log that PostgreSQL does not have yet; 0 where another node writes it",
        Tags.empty(),
        view::behind);
  }

  void of(OnlineMetrics online) {
    gauge(
        "kinora.counters.age",
        "Seconds since the moment up to which all that was logged is counted here",
        Tags.empty(),
        () -> Duration.between(online.asOf(), Instant.now()).toMillis() / 1000.0);
    gauge(
        "kinora.counters.things",
        "Videos, channels and queries whose counts are held here",
        Tags.empty(),
        () -> online.counting().things());
    for (CountWindow window : List.of(CountWindow.HOUR, CountWindow.DAY)) {
      figure("ctr", "Clicks out of impressions", online, window, OnlineFigures::ctr);
      figure(
          "completion.rate",
          "Views that reached nine tenths of the video",
          online,
          window,
          OnlineFigures::completionRate);
      figure(
          "success.rate",
          "Sessions in which a viewer found something",
          online,
          window,
          OnlineFigures::successRate);
      figure(
          "queries.per.session",
          "Searches for each session",
          online,
          window,
          OnlineFigures::queriesPerSession);
      figure(
          "first.click.seconds",
          "From a search to the first choice, mean",
          online,
          window,
          of -> of.firstClickMs() / 1000.0);
      figure("watch.seconds", "Played in all", online, window, of -> of.watchMs() / 1000.0);
      figure("events", "Events counted", online, window, OnlineFigures::events);
    }
  }

  private void figure(
      String name,
      String description,
      OnlineMetrics online,
      CountWindow window,
      ToDoubleFunction<OnlineFigures> figure) {
    gauge(
        "kinora.online." + name,
        description,
        Tags.of("window", window.word()),
        () -> figure.applyAsDouble(online.in(window)));
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
