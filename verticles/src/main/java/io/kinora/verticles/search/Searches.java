package io.kinora.verticles.search;

import io.kinora.catalog.CountWindow;
import io.kinora.cluster.log.ShardRouting;
import io.kinora.indexing.picture.Crop;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.ranking.RankingConfig;
import io.kinora.search.Deadline;
import io.kinora.search.Hit;
import io.kinora.search.Likeness;
import io.kinora.search.Mode;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.Sort;
import io.kinora.search.filter.Filter;
import io.kinora.search.shard.VideoContent;
import io.kinora.search.understand.CatalogueUnderstanding;
import io.kinora.search.understand.QueryFrequency;
import io.kinora.verticles.Bell;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.HitService;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.SearchService;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.shard.LocalReplica;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The search service of a node: a bounded number of requests at a time, spread over pipelines on
 * virtual threads.
 */
public final class Searches implements SearchService, HitService {

  private static final int CONTENT_BUDGET_MS = 1_000;
  private static final int WARM_UP_ROUNDS = 24;
  private static final int WARM_UP_BUDGET_MS = 2000;

  /** Queries to have seen before any is called rare. */
  private static final int KNOWN_FROM = 1000;

  private static final List<String> WARM_UP_WORDS =
      List.of(
          "a boat on a river",
          "mountains",
          "how to make a video",
          "music",
          "the city at night",
          "news of today");

  private final Vertx vertx;
  private final SearchCache cache;
  private final QueryFrequency frequency;
  private final List<SearchVerticle> verticles = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final SearchLimit limit;
  private final List<String> deployments = new ArrayList<>();
  private final MessageConsumer<Object> news;

  private final PictureEncoder pictures;
  private final ShardGather shards;

  private Searches(
      Vertx vertx,
      PictureEncoder pictures,
      ShardGather shards,
      SearchLimit limit,
      NodeConfig.Search config,
      CatalogueUnderstanding catalogue) {
    this.vertx = vertx;
    this.pictures = pictures;
    this.shards = shards;
    this.frequency = catalogue.frequency();
    this.cache = new SearchCache(config.cache(), config.reading().headCache());
    this.limit = limit;
    this.news = vertx.eventBus().consumer(Bell.INDEX, changed -> cache.forget());
  }

  /**
   * Deploys as many pipelines as searches have threads.
   *
   * @param limit how many searches run at a time, of all that this node answers
   */
  public static Future<Searches> deploy(
      Vertx vertx,
      QueryVectors vectors,
      PictureEncoder pictures,
      VectorSpaces spaces,
      ShardRouting routing,
      ReplicaCalls replicas,
      IntFunction<@Nullable LocalReplica> local,
      BoundedPool background,
      SearchLimit limit,
      NodeConfig.Search config,
      NodeConfig.Fusion fusion,
      NodeConfig.Retrieval retrieval,
      RankingConfig ranking,
      Hindsight hindsight) {
    QueryFrequency.Thresholds thresholds =
        new QueryFrequency.Thresholds(
            config.reading().headFrom(), config.reading().tailBelow(), KNOWN_FROM);
    CatalogueUnderstanding catalogue =
        new CatalogueUnderstanding(
            hindsight.history(),
            new QueryFrequency(
                thresholds,
                query -> hindsight.counters().query(query).in(CountWindow.HOUR).searches()));
    SearchPipeline pipeline =
        new SearchPipeline(
            new QueryPlanner(vectors, spaces),
            catalogue,
            replicas,
            routing,
            new RetrievalPolicy(
                retrieval, config.window(), config.reading().tailWindow(), config.match()),
            new FusionPolicy(fusion.method(), fusion.normalisation(), fusion.rrfK()),
            ranking.ranker(),
            new SynonymFiles(config.synonyms(), config.language()),
            hindsight.counters());
    Searches searches =
        new Searches(vertx, pictures, new ShardGather(replicas, routing), limit, config, catalogue);
    LexiconWatch lexicon =
        new LexiconWatch(
            replicas,
            routing,
            local,
            background,
            config.reading().lexicon(),
            newest -> {
              catalogue.learn(newest);
              searches.cache.forget();
            });
    DeploymentOptions virtual =
        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
    List<Future<String>> deployed = new ArrayList<>();
    for (int i = 0; i < config.threads(); i++) {
      SearchVerticle verticle = new SearchVerticle(pipeline);
      searches.verticles.add(verticle);
      deployed.add(vertx.deployVerticle(verticle, virtual));
    }
    deployed.add(vertx.deployVerticle(lexicon));
    return Future.all(deployed)
        .map(
            all -> {
              deployed.forEach(id -> searches.deployments.add(id.result()));
              return searches;
            });
  }

  /** Ends what was deployed. */
  public Future<Void> close() {
    List<Future<?>> stopped = new ArrayList<>(List.of(news.unregister()));
    deployments.forEach(id -> stopped.add(vertx.undeploy(id)));
    return Future.join(stopped).mapEmpty();
  }

  /**
   * Asks a few questions of every kind, so that what a JVM does only the first time (loading
   * classes, filling caches) is not done at the cost of the first viewer.
   */
  public Future<Void> warmUp() {
    Future<?> done = Future.succeededFuture();
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      String words = WARM_UP_WORDS.get(i % WARM_UP_WORDS.size());
      done = done.transform(before -> run(request(words)).answer());
    }
    return done.transform(last -> Future.<Void>succeededFuture());
  }

  private static SearchRequest request(String words) {
    return new SearchRequest(
        words,
        Mode.HYBRID,
        20,
        null,
        Filter.ALL,
        List.of(),
        Sort.RELEVANCE,
        null,
        null,
        null,
        SearchRequest.Collapse.NONE,
        WARM_UP_BUDGET_MS,
        false,
        List.of());
  }

  /** How many searches run at a time, and how many have been turned away. */
  public SearchLimit limit() {
    return limit;
  }

  @Override
  public void requireRoom() {
    limit.requireRoom();
  }

  @Override
  public Future<SearchResponse> search(SearchRequest request, Future<?> left) {
    if (request.cursor() == null) {
      frequency.add(request.q());
    }
    Context caller = vertx.getOrCreateContext();
    Promise<SearchResponse> answer = Promise.promise();
    cache
        .get(request, left, () -> run(request))
        .onComplete(result -> caller.runOnContext(back -> answer.handle(result)));
    return answer.future();
  }

  @Override
  public Future<List<Hit>> hits(List<String> ids) {
    SearchLimit.Place place;
    try {
      place = limit.enter();
    } catch (OverloadedException full) {
      return Future.failedFuture(full);
    }
    Context caller = vertx.getOrCreateContext();
    Promise<List<Hit>> answer = Promise.promise();
    leastBusy()
        .hits(ids, Deadline.in(CONTENT_BUDGET_MS))
        .onComplete(
            result -> {
              place.leave(); // what it took says nothing of how long a search takes
              caller.runOnContext(back -> answer.handle(result));
            });
    return answer.future();
  }

  @Override
  public Future<Likeness> picture(byte[] image, @Nullable Crop crop) {
    return pictures.encode(image, crop);
  }

  @Override
  public Future<VideoContent> content(String id) {
    return shards.content(id, Deadline.in(CONTENT_BUDGET_MS));
  }

  private SearchCache.Run run(SearchRequest request) {
    Deadline deadline = Deadline.in(request.deadlineMs());
    SearchLimit.Place place;
    try {
      place = limit.enter();
    } catch (OverloadedException full) {
      return new SearchCache.Run(Future.failedFuture(full), deadline);
    }
    return new SearchCache.Run(
        leastBusy().search(request, deadline).onComplete(done -> leave(place, done.cause())),
        deadline);
  }

  private SearchVerticle leastBusy() {
    int first = Math.floorMod(next.getAndIncrement(), verticles.size());
    SearchVerticle best = verticles.get(first);
    for (int i = 1; i < verticles.size(); i++) {
      SearchVerticle other = verticles.get((first + i) % verticles.size());
      if (other.inWork() < best.inWork()) {
        best = other;
      }
    }
    return best;
  }

  /** What a search took says how busy the node is, if it ran to its end. */
  private static void leave(SearchLimit.Place place, @Nullable Throwable failure) {
    switch (failure) {
      case null -> place.answered();
      case TimeoutException late -> place.answered();
      case OverloadedException full -> place.dropped();
      default -> place.leave();
    }
  }
}
