package io.kinora.verticles.node;

import io.kinora.catalog.postgres.ShownVideosRepository;
import io.kinora.catalog.postgres.VideoFactsRepository;
import io.kinora.cluster.counters.CounterFeed;
import io.kinora.cluster.counters.CounterJob;
import io.kinora.cluster.counters.CounterView;
import io.kinora.cluster.log.LogIdentity;
import io.kinora.cluster.log.Topics;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.HitService;
import io.kinora.verticles.OnlineMetrics;
import io.kinora.verticles.Popularity;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Role;
import io.kinora.verticles.counters.CounterReader;
import io.kinora.verticles.counters.LocalMetrics;
import io.kinora.verticles.counters.QueryWatch;
import io.kinora.verticles.counters.TrendingWatch;
import io.kinora.verticles.events.KnownVideos;
import io.kinora.verticles.search.Hindsight;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a node has of the counts: its part of the job that counts, if it has the role {@code
 * search}, and the view that it reads.
 */
record Counted(
    CounterView view, TrendingWatch trending, QueryWatch queries, OnlineMetrics metrics) {

  static Counted open(
      NodeConfig config,
      Vertx vertx,
      Pool pool,
      String kafka,
      DataFolder folder,
      Interactions interactions,
      Started started)
      throws IOException {
    boolean counts = config.has(Role.SEARCH);
    CounterJob job = counts ? job(config, pool, kafka, folder, interactions, started) : null;
    CounterView view = new CounterView(config.counters().things());
    CounterReader reader = new CounterReader(() -> CounterFeed.open(kafka, view));
    reader.start();
    started.keep(reader);
    BoundedPool working = started.keep(new BoundedPool("counters-work", 1, 4));
    TrendingWatch trending = new TrendingWatch(view, new ShownVideosRepository(pool)::of, working);
    QueryWatch queries = new QueryWatch(view, working);
    deploy(vertx, trending, started);
    deploy(vertx, queries, started);
    return new Counted(view, trending, queries, new LocalMetrics(view, reader, job));
  }

  private static @Nullable CounterJob job(
      NodeConfig config,
      Pool pool,
      String kafka,
      DataFolder folder,
      Interactions interactions,
      Started started)
      throws IOException {
    KnownVideos videos = new KnownVideos(new VideoFactsRepository(pool));
    return started.keep(
        CounterJob.start(
            kafka,
            folder.counters(LogIdentity.of(kafka, Topics.INTERACTIONS)),
            folder.nodeId(),
            config.stores().kafkaReplication(),
            interactions.keys(),
            ids -> videos.of(ids).map(KnownVideos.Answer::facts).toCompletionStage()));
  }

  private static void deploy(Vertx vertx, Deployable verticle, Started started) {
    String id = Node.await(vertx.deployVerticle(verticle));
    started.keep(id, deployed -> Node.await(vertx.undeploy(deployed)));
  }

  Hindsight hindsight() {
    return new Hindsight(view, queries, queries);
  }

  Popularity popularity(HitService hits) {
    return new Popularity(view, trending, hits, metrics);
  }
}
