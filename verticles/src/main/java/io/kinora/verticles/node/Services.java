package io.kinora.verticles.node;

import io.kinora.catalog.VideoCatalogue;
import io.kinora.catalog.postgres.CataloguePool;
import io.kinora.catalog.postgres.GenerationRepository;
import io.kinora.catalog.postgres.IdentityRepository;
import io.kinora.catalog.postgres.JobPlan;
import io.kinora.catalog.postgres.JobRepository;
import io.kinora.catalog.postgres.OutboxRepository;
import io.kinora.catalog.postgres.PlanRepository;
import io.kinora.catalog.postgres.PostgresAddress;
import io.kinora.catalog.postgres.PresentVideos;
import io.kinora.catalog.postgres.VideoRepository;
import io.kinora.cluster.log.LogProbe;
import io.kinora.cluster.log.ShardRouting;
import io.kinora.cluster.log.Topics;
import io.kinora.cluster.members.Members;
import io.kinora.indexing.objects.LocalFolderObjectStore;
import io.kinora.indexing.objects.ObjectStore;
import io.kinora.search.standing.StandingQueryReader;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.ClusterView;
import io.kinora.verticles.FeedService;
import io.kinora.verticles.Version;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Role;
import io.kinora.verticles.feed.FeedVerticle;
import io.kinora.verticles.live.LiveCard;
import io.kinora.verticles.live.LiveFeed;
import io.kinora.verticles.media.AbandonedFiles;
import io.kinora.verticles.roster.NodeCard;
import io.kinora.verticles.roster.ReplicaCard;
import io.kinora.verticles.roster.Roster;
import io.kinora.verticles.search.SearchLimit;
import io.kinora.verticles.search.ShardVisibility;
import io.kinora.verticles.search.SynonymFiles;
import io.kinora.verticles.shard.ShardHost;
import io.kinora.verticles.shard.ShardVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs on a node once its stores, its cluster member and its models are there: shards,
 * workers, search, HTTP.
 */
final class Services {

  private static final int QUERIES_WAITING_PER_THREAD = 64;

  /** Each may hold some 300 MB while a large picture is decoded. */
  private static final int PICTURES_AT_ONCE = 2;

  private static final int PICTURES_WAITING = 16;
  private static final Duration CATCH_UP_POLL = Duration.ofMillis(25);
  private static final DeploymentOptions VIRTUAL =
      new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);

  private final NodeConfig config;
  private final DataFolder folder;
  private final Vertx vertx;
  private final Members members;
  private final ModelShelf models;
  private final Started started;
  private final String nodeId;
  private final long startedMs = System.currentTimeMillis();
  private final ShardRouting routing;
  private final NodeMetrics metrics = new NodeMetrics(ClusteredVertx.METRICS);
  private final Roster roster;
  private @Nullable Generations generations;
  private @Nullable HttpApi api;
  private @Nullable LiveFeed live;
  private @Nullable HealthBoard health;

  private Services(
      NodeConfig config,
      DataFolder folder,
      ClusteredVertx cluster,
      ModelShelf models,
      Started started)
      throws IOException {
    this.config = config;
    this.folder = folder;
    this.nodeId = folder.nodeId();
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
      ModelShelf models,
      PostgresAddress postgres,
      String kafka,
      Started started)
      throws Exception {
    Services services = new Services(config, folder, cluster, models, started);
    services.open(postgres, kafka);
    return services;
  }

  /** What the rest stands on. */
  private record Ground(
      Pool pool,
      String kafka,
      ObjectStore objects,
      Catalogue catalogue,
      Interactions interactions,
      Counted counted) {}

  private void open(PostgresAddress postgres, String kafka) throws Exception {
    Pool pool =
        started.keep(
            CataloguePool.open(vertx, postgres, config.stores().postgresConnections()),
            p -> Node.await(p.close()));
    LogProbe probe = started.keep(LogProbe.open(kafka));
    started.keep(roster, r -> Node.await(r.close()));
    Node.await(roster.open());

    Ground ground = ground(pool, kafka);
    Generations built = generations(ground);
    ClusterView cluster =
        roster.view(
            () -> built.active().number(), config.cluster().shards(), config.cluster().replicas());
    Catalogue catalogue = ground.catalogue();
    Wholeness wholeness =
        new Wholeness(
            cluster,
            roster,
            new Backlog(
                catalogue.jobs(),
                catalogue.plans(),
                catalogue.outbox(),
                () -> probe.ends(Topics.VIDEOS, cluster.shards())));
    BackgroundWork work =
        new BackgroundWork(
            config,
            vertx,
            nodeId,
            catalogue,
            ground.objects(),
            new AbandonedFiles(folder.underWay()),
            built,
            started);
    work.deploy(kafka, routing, wholeness, ground.interactions().view());
    HealthBoard health =
        started.keep(
            new HealthBoard(vertx, pool, probe, () -> held(built.active()), work.workers()),
            HealthBoard::stop);
    this.health = health;
    health.watch();
    built.prepareActive();
    if (config.has(Role.API)) {
      openApi(ground, built, cluster, wholeness, health);
    }
    leaveInOrder(built, health);
    Node.await(roster.announce());
  }

  private Ground ground(Pool pool, String kafka) throws Exception {
    Catalogue catalogue =
        new Catalogue(
            pool,
            new JobRepository(pool, this::plan),
            new PlanRepository(pool, this::plan),
            new OutboxRepository(pool),
            new GenerationRepository(pool));
    Interactions interactions =
        Interactions.open(config.events(), vertx, pool, kafka, nodeId, started, metrics);
    Counted counted = Counted.open(config, vertx, pool, kafka, folder, interactions, started);
    metrics.of(counted.metrics());
    ObjectStore objects = new LocalFolderObjectStore(folder.objects(), nodeId);
    return new Ground(pool, kafka, objects, catalogue, interactions, counted);
  }

  private void openApi(
      Ground ground,
      Generations built,
      ClusterView cluster,
      Wholeness wholeness,
      HealthBoard health)
      throws Exception {
    ActiveSearch search = new ActiveSearch(built::active);
    VideoCatalogue videos =
        new AnnouncingCatalogue(new VideoRepository(ground.pool(), this::plan), vertx);
    Interactions interactions = ground.interactions();
    Counted counted = ground.counted();
    LiveFeed feed = openLive(ground, built, videos);
    live = feed;
    CatalogueReindexing reindexing =
        new CatalogueReindexing(
            vertx,
            ground.catalogue().generations(),
            models,
            () -> built.active().spec(),
            wholeness);
    HttpApi.Backing backing =
        new HttpApi.Backing(
            videos,
            search,
            ground.objects(),
            new ShardVisibility(vertx, routing, roster, () -> built.active().number()),
            health,
            cluster,
            () -> built.active().models(),
            Version.TEXT,
            search,
            reindexing,
            interactions.viewers(),
            feed,
            counted.popularity(search),
            homeFeed(interactions, counted, search));
    api = started.keep(HttpApi.open(config, vertx, folder, backing));
  }

  /** What is kept last stops first: searches of other nodes go elsewhere while this one answers. */
  private void leaveInOrder(Generations built, HealthBoard health) {
    started.keep(built, Services::leave);
    if (live != null) {
      started.keep(live, leaving -> Node.await(leaving.leave()));
    }
    started.keep(health, HealthBoard::leave);
  }

  private List<HealthBoard.Held> held(LiveGeneration generation) {
    Roster.Generation known = roster.of(generation.number());
    return generation.replicas().stream()
        .map(
            replica -> {
              int shard = replica.name().shard();
              boolean elsewhere =
                  known.serving(shard).stream().anyMatch(node -> !node.equals(nodeId));
              return new HealthBoard.Held(
                  shard, replica.caughtUp(), elsewhere, replica.condition());
            })
        .toList();
  }

  /** The generations of the index, of which the active one is open; its searching comes later. */
  private Generations generations(Ground ground) throws Exception {
    SearchLimit limit = new SearchLimit(config.search().threads());
    metrics.of(limit);
    GenerationRepository repository = ground.catalogue().generations();
    Node.await(repository.first(models.configured()));
    new ConfiguredSpec(repository, new IdentityRepository(ground.pool()))
        .follow(models.configured());
    GenerationOpener opener =
        new GenerationOpener(
            config,
            folder,
            new GenerationOpener.Shared(
                vertx,
                members,
                roster,
                nodeId,
                models,
                routing,
                metrics,
                ground.kafka(),
                refill(ground),
                threads(),
                limit,
                ground.counted().hindsight()));
    Generations opened =
        started.keep(
            new Generations(
                vertx, repository::live, opener, roster::announce, Node.await(repository.live())));
    generations = opened;
    opened.openActive();
    return opened;
  }

  /** Begun before shards are opened: they must not take a log that is being filled for whole. */
  private Refill refill(Ground ground) {
    OutboxRepository outbox = ground.catalogue().outbox();
    return config.has(Role.SEARCH)
        ? new Continuity(new IdentityRepository(ground.pool())).ofLog(ground.kafka(), outbox)
        : new Refill(outbox, 0);
  }

  private GenerationOpener.Threads threads() {
    int threads = config.search().threads();
    BoundedPool searching =
        started.keep(new BoundedPool("search", threads, threads * QUERIES_WAITING_PER_THREAD));
    metrics.of("search", searching);
    BoundedPool pictures =
        started.keep(new BoundedPool("picture", PICTURES_AT_ONCE, PICTURES_WAITING));
    metrics.of("picture", pictures);
    BoundedPool background =
        started.keep(new BoundedPool("lexicon", 1, Math.max(16, 2 * routing.shards())));
    return new GenerationOpener.Threads(searching, background, pictures);
  }

  private static void leave(Generations all) {
    for (LiveGeneration generation : all.all()) {
      ShardHost host = generation.host();
      if (host != null) {
        Node.await(host.leave());
      }
    }
  }

  private FeedService homeFeed(Interactions interactions, Counted counted, ActiveSearch search) {
    FeedVerticle feeds =
        new FeedVerticle(interactions.viewers(), counted.trending(), search, search);
    String id = Node.await(vertx.deployVerticle(feeds, VIRTUAL));
    started.keep(id, deployed -> Node.await(vertx.undeploy(deployed)));
    return feeds;
  }

  private LiveFeed openLive(Ground ground, Generations built, VideoCatalogue videos) {
    SynonymFiles synonyms =
        new SynonymFiles(config.search().synonyms(), config.search().language());
    String language = config.search().language();
    StandingQueryReader reader =
        new StandingQueryReader(
            () -> built.active().models().spaces().sight(),
            synonyms::of,
            () -> language.equals(NodeConfig.NONE) ? List.of() : List.of(language));
    return started.keep(
        LiveFeed.open(
            vertx,
            new LiveFeed.Sources(
                ground.kafka(),
                () -> built.active().models().spaces(),
                language,
                reader,
                HttpApi::filter,
                ground.interactions().followed(),
                ground.counted().trending(),
                videos,
                new PresentVideos(ground.pool())::of),
            config.live(),
            ClusteredVertx.METRICS));
  }

  private JobPlan plan() {
    return Objects.requireNonNull(generations).plan();
  }

  /** How this node is, for the others; reads the disk. */
  private NodeCard card() {
    Generations built = generations;
    return new NodeCard(
        nodeId,
        url(),
        config.roles().stream().map(role -> role.name().toLowerCase(Locale.ROOT)).sorted().toList(),
        Version.TEXT,
        startedMs,
        built == null ? List.of() : replicas(built),
        built == null ? List.of() : built.cards(),
        live == null ? LiveCard.NONE : live.card());
  }

  private static List<ReplicaCard> replicas(Generations built) {
    return built.all().stream()
        .map(LiveGeneration::host)
        .filter(Objects::nonNull)
        .flatMap(host -> host.cards().stream())
        .toList();
  }

  /** Where HTTP is answered; a node without the role {@code api} answers nowhere. */
  String url() {
    return api == null ? "" : api.url();
  }

  Optional<String> newToken() {
    return api == null ? Optional.empty() : api.newToken();
  }

  /**
   * Waits until searches on this node see what the log held when it started, and are warm; then it
   * is ready.
   */
  void awaitCaughtUp(Duration patience) throws InterruptedException {
    Generations built = Objects.requireNonNull(generations);
    long until = System.nanoTime() + patience.toNanos();
    while (!built.active().replicas().stream().allMatch(ShardVerticle::caughtUp)
        && System.nanoTime() < until) {
      Thread.sleep(CATCH_UP_POLL);
    }
    Node.await(roster.announce());
    built.warmUp();
    Objects.requireNonNull(health).arrive();
  }
}
