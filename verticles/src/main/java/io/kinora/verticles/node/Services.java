package io.kinora.verticles.node;

import io.kinora.catalog.VideoCatalogue;
import io.kinora.catalog.postgres.CataloguePool;
import io.kinora.catalog.postgres.IdentityRepository;
import io.kinora.catalog.postgres.JobPlan;
import io.kinora.catalog.postgres.JobRepository;
import io.kinora.catalog.postgres.OutboxRepository;
import io.kinora.catalog.postgres.PostgresAddress;
import io.kinora.catalog.postgres.VideoRepository;
import io.kinora.cluster.log.EventLog;
import io.kinora.cluster.log.LogIdentity;
import io.kinora.cluster.log.LogProbe;
import io.kinora.cluster.log.LogReader;
import io.kinora.cluster.log.ShardRouting;
import io.kinora.cluster.log.Topics;
import io.kinora.indexing.encode.FrameEncoder;
import io.kinora.indexing.media.MediaDecoder;
import io.kinora.indexing.media.MediaLimits;
import io.kinora.indexing.objects.LocalFolderObjectStore;
import io.kinora.indexing.objects.ObjectStore;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.search.shard.ShardSearchConfig;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.SearchService;
import io.kinora.verticles.Version;
import io.kinora.verticles.Worker;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Role;
import io.kinora.verticles.media.DecodeVerticle;
import io.kinora.verticles.media.EmbedVerticle;
import io.kinora.verticles.search.QueryVectors;
import io.kinora.verticles.search.Searches;
import io.kinora.verticles.search.ShardVisibility;
import io.kinora.verticles.shard.ShardVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs on a node once its stores, its cluster member and its models are there: shards,
 * workers, search, HTTP.
 */
final class Services {

  private static final int QUERIES_WAITING_PER_THREAD = 64;
  private static final Duration CATCH_UP_POLL = Duration.ofMillis(25);
  private static final DeploymentOptions VIRTUAL =
      new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);

  private final NodeConfig config;
  private final Vertx vertx;
  private final Models models;
  private final Deque<AutoCloseable> started;
  private final ShardRouting routing;
  private final NodeMetrics metrics = new NodeMetrics(ClusteredVertx.METRICS);
  private final List<ShardVerticle> shards = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private @Nullable Searches searches;
  private @Nullable HttpApi api;

  private Services(NodeConfig config, Vertx vertx, Models models, Deque<AutoCloseable> started) {
    this.config = config;
    this.vertx = vertx;
    this.models = models;
    this.started = started;
    this.routing = new ShardRouting(config.cluster().shards());
  }

  static Services open(
      NodeConfig config,
      DataFolder folder,
      Vertx vertx,
      Models models,
      PostgresAddress postgres,
      String kafka,
      Deque<AutoCloseable> started)
      throws IOException {
    Services services = new Services(config, vertx, models, started);
    services.open(folder, postgres, kafka);
    return services;
  }

  private void open(DataFolder folder, PostgresAddress postgres, String kafka) throws IOException {
    Pool pool =
        kept(
            CataloguePool.open(vertx, postgres, config.stores().postgresConnections()),
            p -> Node.await(p.close()));
    ObjectStore objects = new LocalFolderObjectStore(folder.objects());
    JobPlan plan =
        new JobPlan(
            models.text() == null ? null : models.text().name(),
            models.sight() == null ? null : models.sight().name());
    JobRepository jobs = new JobRepository(pool, plan);
    LogProbe probe = kept(LogProbe.open(kafka), LogProbe::close);

    if (config.has(Role.SEARCH)) {
      deployShards(folder, kafka);
      Continuity continuity = new Continuity(new IdentityRepository(pool));
      continuity.ofEncoders(plan, jobs);
      continuity.ofLog(kafka, new OutboxRepository(pool));
      EventLog log = kept(EventLog.open(kafka), EventLog::close);
      deployWorker(new RelayVerticle(new OutboxRepository(pool), log, routing));
    }
    if (config.has(Role.MEDIA)) {
      deployDecoders(jobs, objects);
    }
    if (config.has(Role.EMBEDDING) && !plan.equals(new JobPlan(null, null))) {
      deployEmbedders(jobs, objects);
    }
    HealthBoard health =
        kept(new HealthBoard(vertx, pool, probe, shards, workers), HealthBoard::stop);
    health.watch();
    if (config.has(Role.API)) {
      QueryVectors vectors =
          kept(
              new QueryVectors(models.text(), models.sight(), config.search().encodingCache()),
              QueryVectors::close);
      searches =
          Node.await(
              Searches.deploy(
                  vertx, vectors, models.spaces(), routing, config.search(), config.fusion()));
      SearchService service = searches;
      metrics.of(searches);
      VideoCatalogue catalogue = new AnnouncingCatalogue(new VideoRepository(pool, plan), vertx);
      api =
          kept(
              HttpApi.open(
                  config,
                  vertx,
                  folder,
                  new HttpApi.Backing(
                      catalogue,
                      service,
                      objects,
                      new ShardVisibility(vertx, routing),
                      health,
                      models,
                      Version.TEXT)),
              HttpApi::close);
    }
  }

  private void deployShards(DataFolder folder, String kafka) {
    String log = LogIdentity.of(kafka, Topics.VIDEOS);
    int threads = config.search().threads();
    BoundedPool pool =
        kept(
            new BoundedPool("search", threads, threads * QUERIES_WAITING_PER_THREAD),
            BoundedPool::close);
    for (int number = 0; number < routing.shards(); number++) {
      int partition = number;
      ShardVerticle.Source source =
          new ShardVerticle.Source(
              number,
              folder.shard(number),
              log,
              from -> LogReader.open(kafka, Topics.VIDEOS, partition, from));
      ShardVerticle shard =
          new ShardVerticle(
              source,
              models.spaces(),
              ShardConfig.DEFAULT,
              ShardSearchConfig.DEFAULT,
              pool,
              Duration.ofMillis(config.search().refreshMs()));
      shards.add(shard);
      metrics.of(shard);
    }
    metrics.of("search", pool);
    for (ShardVerticle shard : shards) {
      String id = Node.await(vertx.deployVerticle(shard));
      started.push(() -> Node.await(vertx.undeploy(id)));
    }
  }

  private void deployDecoders(JobRepository jobs, ObjectStore objects) {
    int instances = config.media().instances();
    BoundedPool pool = kept(new BoundedPool("decode", instances, instances), BoundedPool::close);
    MediaDecoder decoder = new MediaDecoder(limits(config.media()));
    for (int i = 0; i < instances; i++) {
      deployWorker(new DecodeVerticle(jobs, objects, decoder, frames(), pool));
    }
  }

  private static MediaLimits limits(NodeConfig.Media media) {
    MediaLimits usual = MediaLimits.DEFAULT;
    return new MediaLimits(
        media.keyFrames(),
        Duration.ofSeconds(media.decodeSeconds()),
        usual.maxPixels(),
        usual.longSide(),
        usual.uniformInterval(),
        usual.sceneThreshold(),
        usual.frameByFrame(),
        usual.maxDuration(),
        usual.probeBytes());
  }

  private void deployEmbedders(JobRepository jobs, ObjectStore objects) {
    int instances = config.embedding().instances();
    BoundedPool pool = kept(new BoundedPool("embed", instances, instances), BoundedPool::close);
    for (int i = 0; i < instances; i++) {
      deployWorker(
          new EmbedVerticle(
              jobs, objects, models.text(), frames(), config.embedding().batch(), pool));
    }
  }

  private @Nullable FrameEncoder frames() {
    return models.sight() == null ? null : models.sight().frames();
  }

  private void deployWorker(Worker worker) {
    workers.add(worker);
    String id = Node.await(vertx.deployVerticle(worker, VIRTUAL));
    started.push(() -> Node.await(vertx.undeploy(id)));
  }

  private interface Stop<T> {
    void stop(T part) throws Exception;
  }

  private <T> T kept(T part, Stop<T> stop) {
    started.push(() -> stop.stop(part));
    return part;
  }

  /** Where HTTP is answered; a node without the role {@code api} answers nowhere. */
  String url() {
    return api == null ? "" : api.url();
  }

  Optional<String> newToken() {
    return api == null ? Optional.empty() : api.newToken();
  }

  /** Waits until searches on this node see what the log held when it started, and are warm. */
  void awaitCaughtUp(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!shards.stream().allMatch(ShardVerticle::caughtUp) && System.nanoTime() < until) {
      Thread.sleep(CATCH_UP_POLL);
    }
    if (searches != null) {
      Node.await(searches.warmUp());
    }
  }
}
