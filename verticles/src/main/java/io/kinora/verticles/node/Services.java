package io.kinora.verticles.node;

import io.kinora.catalog.VideoCatalogue;
import io.kinora.catalog.postgres.CataloguePool;
import io.kinora.catalog.postgres.DuplicateRepository;
import io.kinora.catalog.postgres.IdentityRepository;
import io.kinora.catalog.postgres.JobPlan;
import io.kinora.catalog.postgres.JobRepository;
import io.kinora.catalog.postgres.LeaseRepository;
import io.kinora.catalog.postgres.OutboxRepository;
import io.kinora.catalog.postgres.PostgresAddress;
import io.kinora.catalog.postgres.VideoRepository;
import io.kinora.cluster.log.FencedLog;
import io.kinora.cluster.log.LogIdentity;
import io.kinora.cluster.log.LogProbe;
import io.kinora.cluster.log.LogReader;
import io.kinora.cluster.log.ShardRouting;
import io.kinora.cluster.log.Topics;
import io.kinora.cluster.members.Members;
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
import io.kinora.verticles.media.DuplicateVerticle;
import io.kinora.verticles.media.EmbedVerticle;
import io.kinora.verticles.roster.NodeCard;
import io.kinora.verticles.roster.Roster;
import io.kinora.verticles.search.PastQueries;
import io.kinora.verticles.search.PictureEncoder;
import io.kinora.verticles.search.QueryVectors;
import io.kinora.verticles.search.ReplicaCalls;
import io.kinora.verticles.search.Searches;
import io.kinora.verticles.search.ShardVisibility;
import io.kinora.verticles.search.Suggests;
import io.kinora.verticles.shard.LocalReplica;
import io.kinora.verticles.shard.ShardHost;
import io.kinora.verticles.shard.ShardVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs on a node once its stores, its cluster member and its models are there: shards,
 * workers, search, HTTP.
 */
final class Services {

  private static final String RELAY = "kinora-relay";
  private static final int QUERIES_WAITING_PER_THREAD = 64;

  /** Each may hold some 300 MB while a large picture is decoded. */
  private static final int PICTURES_AT_ONCE = 2;

  private static final int PICTURES_WAITING = 16;
  private static final Duration CATCH_UP_POLL = Duration.ofMillis(25);
  private static final DeploymentOptions VIRTUAL =
      new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);

  private final NodeConfig config;
  private final Vertx vertx;
  private final Models models;
  private final Started started;
  private final Members members;
  private final String nodeId;
  private final long startedMs = System.currentTimeMillis();
  private final ShardRouting routing;
  private final NodeMetrics metrics = new NodeMetrics(ClusteredVertx.METRICS);
  private final List<Worker> workers = new ArrayList<>();
  private final Roster roster;
  private @Nullable ShardHost host;
  private @Nullable Searches searches;
  private @Nullable Suggests suggests;
  private @Nullable HttpApi api;

  private Services(
      NodeConfig config, String nodeId, ClusteredVertx cluster, Models models, Started started) {
    this.config = config;
    this.nodeId = nodeId;
    this.vertx = cluster.vertx();
    this.members = cluster.members();
    this.models = models;
    this.started = started;
    this.routing = new ShardRouting(config.cluster().shards());
    this.roster = new Roster(vertx, members, nodeId, this::card);
  }

  static Services open(
      NodeConfig config,
      DataFolder folder,
      ClusteredVertx cluster,
      Models models,
      PostgresAddress postgres,
      String kafka,
      Started started)
      throws IOException {
    Services services = new Services(config, folder.nodeId(), cluster, models, started);
    services.open(folder, postgres, kafka);
    return services;
  }

  private void open(DataFolder folder, PostgresAddress postgres, String kafka) throws IOException {
    Pool pool =
        started.keep(
            CataloguePool.open(vertx, postgres, config.stores().postgresConnections()),
            p -> Node.await(p.close()));
    ObjectStore objects = new LocalFolderObjectStore(folder.objects(), nodeId);
    JobPlan plan =
        new JobPlan(
            models.text() == null ? null : models.text().name(),
            models.sight() == null ? null : models.sight().name());
    JobRepository jobs = new JobRepository(pool, plan);
    LogProbe probe = started.keep(LogProbe.open(kafka));
    started.keep(roster, r -> Node.await(r.close()));
    Node.await(roster.open());

    BoundedPool background =
        started.keep(new BoundedPool("lexicon", 1, Math.max(16, 2 * routing.shards())));
    if (config.has(Role.SEARCH)) {
      deployShards(folder, kafka, background);
      Continuity continuity = new Continuity(new IdentityRepository(pool));
      continuity.ofEncoders(plan, jobs);
      continuity.ofLog(kafka, new OutboxRepository(pool));
      deployWorker(
          new RelayVerticle(
              nodeId,
              new LeaseRepository(pool),
              new OutboxRepository(pool),
              () -> FencedLog.open(kafka, RELAY),
              routing));
    }
    if (config.has(Role.MEDIA)) {
      deployDecoders(jobs, objects);
      BoundedPool comparing = started.keep(new BoundedPool("duplicates", 1, 1));
      deployWorker(new DuplicateVerticle(new DuplicateRepository(pool), comparing));
    }
    if (config.has(Role.EMBEDDING) && !plan.equals(new JobPlan(null, null))) {
      deployEmbedders(jobs, objects);
    }
    HealthBoard health =
        started.keep(
            new HealthBoard(vertx, pool, probe, this::replicas, workers), HealthBoard::stop);
    health.watch();
    if (config.has(Role.API)) {
      QueryVectors vectors =
          started.keep(
              new QueryVectors(models.text(), models.sight(), config.search().encodingCache()),
              QueryVectors::close);
      searches =
          Node.await(
              Searches.deploy(
                  vertx,
                  vectors,
                  pictures(),
                  models.spaces(),
                  routing,
                  new ReplicaCalls(vertx, roster, nodeId, this::replica),
                  this::replica,
                  background,
                  config.search(),
                  config.fusion(),
                  config.retrieval(),
                  config.ranking()));
      SearchService service = searches;
      metrics.of(searches);
      Suggests completing =
          Node.await(
              Suggests.deploy(
                  vertx,
                  routing,
                  new ReplicaCalls(vertx, roster, nodeId, this::replica),
                  PastQueries.NONE,
                  config.search().threads(),
                  searches.limit()));
      suggests = completing;
      VideoCatalogue catalogue = new AnnouncingCatalogue(new VideoRepository(pool, plan), vertx);
      api =
          started.keep(
              HttpApi.open(
                  config,
                  vertx,
                  folder,
                  new HttpApi.Backing(
                      catalogue,
                      service,
                      objects,
                      new ShardVisibility(vertx, routing, roster),
                      health,
                      roster.view(config.cluster().shards(), config.cluster().replicas()),
                      models,
                      Version.TEXT,
                      completing)));
    }
    if (host != null) {
      // Stops first: searches of other nodes go elsewhere while this one still answers.
      started.keep(host, leaving -> Node.await(leaving.leave()));
    }
    started.keep(health, HealthBoard::leave);
    Node.await(roster.announce());
  }

  private void deployShards(DataFolder folder, String kafka, BoundedPool background) {
    String log = LogIdentity.of(kafka, Topics.VIDEOS);
    int threads = config.search().threads();
    BoundedPool pool =
        started.keep(new BoundedPool("search", threads, threads * QUERIES_WAITING_PER_THREAD));
    metrics.of("search", pool);
    NodeConfig.Cluster cluster = config.cluster();
    ShardHost.Plan plan =
        new ShardHost.Plan(nodeId, cluster.shards(), cluster.replicas(), cluster.rebuildAfter());
    ShardHost holder =
        new ShardHost(
            plan,
            members,
            roster,
            shard -> open(shard, folder.shard(shard), kafka, log, pool, background),
            metrics::forget);
    host = holder;
    String id = Node.await(vertx.deployVerticle(holder));
    started.keep(id, deployed -> Node.await(vertx.undeploy(deployed)));
  }

  private ShardVerticle open(
      int shard, Path index, String kafka, String log, BoundedPool pool, BoundedPool background) {
    ShardVerticle.Source source =
        new ShardVerticle.Source(
            shard, nodeId, index, log, from -> LogReader.open(kafka, Topics.VIDEOS, shard, from));
    ShardVerticle replica =
        new ShardVerticle(
            source,
            models.spaces(),
            ShardConfig.DEFAULT.withFallbackLanguage(config.search().language()),
            ShardSearchConfig.DEFAULT.withFloors(models.floors(config.retrieval().floors())),
            pool,
            background,
            Duration.ofMillis(config.search().refreshMs()));
    metrics.of(replica);
    return replica;
  }

  private @Nullable LocalReplica replica(int shard) {
    return host == null ? null : host.replica(shard);
  }

  private Collection<ShardVerticle> replicas() {
    return host == null ? List.of() : host.replicas();
  }

  /** How this node is, for the others; reads the disk. */
  private NodeCard card() {
    return new NodeCard(
        nodeId,
        url(),
        config.roles().stream().map(role -> role.name().toLowerCase(Locale.ROOT)).sorted().toList(),
        Version.TEXT,
        startedMs,
        host == null ? List.of() : host.cards());
  }

  private void deployDecoders(JobRepository jobs, ObjectStore objects) {
    int instances = config.media().instances();
    BoundedPool pool = started.keep(new BoundedPool("decode", instances, instances));
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
    BoundedPool pool = started.keep(new BoundedPool("embed", instances, instances));
    for (int i = 0; i < instances; i++) {
      deployWorker(
          new EmbedVerticle(
              jobs, objects, models.text(), frames(), config.embedding().batch(), pool));
    }
  }

  private PictureEncoder pictures() {
    BoundedPool pool = started.keep(new BoundedPool("picture", PICTURES_AT_ONCE, PICTURES_WAITING));
    metrics.of("picture", pool);
    return new PictureEncoder(frames(), pool);
  }

  private @Nullable FrameEncoder frames() {
    return models.sight() == null ? null : models.sight().frames();
  }

  private void deployWorker(Worker worker) {
    workers.add(worker);
    String id = Node.await(vertx.deployVerticle(worker, VIRTUAL));
    started.keep(id, deployed -> Node.await(vertx.undeploy(deployed)));
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
    while (!replicas().stream().allMatch(ShardVerticle::caughtUp) && System.nanoTime() < until) {
      Thread.sleep(CATCH_UP_POLL);
    }
    Node.await(roster.announce());
    if (searches != null) {
      Node.await(searches.warmUp());
    }
    if (suggests != null) {
      Node.await(suggests.warmUp());
    }
  }
}
