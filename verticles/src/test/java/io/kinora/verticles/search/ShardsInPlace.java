package io.kinora.verticles.search;

import io.kinora.catalog.Counters;
import io.kinora.catalog.Derived;
import io.kinora.catalog.SuppliedFrame;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.cluster.log.ShardRouting;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.ranking.RankingConfig;
import io.kinora.search.Deadline;
import io.kinora.search.FusionChoice;
import io.kinora.search.Retriever;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import io.kinora.search.Wording;
import io.kinora.search.fusion.Normalisation;
import io.kinora.search.fusion.RrfFusion;
import io.kinora.search.shard.ShardSearch;
import io.kinora.search.shard.ShardSearchConfig;
import io.kinora.search.understand.CatalogueUnderstanding;
import io.kinora.search.understand.QueryClass;
import io.kinora.search.understand.QueryFrequency;
import io.kinora.search.understand.QueryHistory;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.shard.LocalReplica;
import io.kinora.verticles.shard.ShardMessages.Answer;
import io.kinora.verticles.shard.ShardMessages.Fetch;
import io.kinora.verticles.shard.ShardMessages.Fetched;
import io.kinora.verticles.shard.ShardMessages.Search;
import io.kinora.verticles.shard.ShardMessages.Vectors;
import io.kinora.verticles.shard.ShardMessages.VectorsRead;
import io.kinora.verticles.shard.ShardVerticle;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/** The pipeline over real shards in one process, with a catalogue that can be changed at will. */
public final class ShardsInPlace implements AutoCloseable {

  static final int DIMENSION = 4;
  static final List<String> WORDS = List.of("harbour", "night", "ships", "mountain", "snow", "cat");
  private static final String NODE = "here";

  final Map<String, Video> videos = new TreeMap<>();

  private final NodesOnBus bus = new NodesOnBus();
  private final List<Shard> shards = new ArrayList<>();
  private final List<LocalReplica> replicas = new ArrayList<>();
  private final Path folder;
  private final ShardRouting routing;
  private final VectorSpaces spaces =
      new VectorSpaces(
          new VectorSpaces.Space("text", DIMENSION), new VectorSpaces.Space("sight", DIMENSION));
  private long version;
  private volatile int lost = -1;
  private volatile int behind = -1;
  private volatile Predicate<ShardQuery> late = query -> false;
  private volatile Predicate<ShardQuery> hurried = query -> false;
  private volatile int refusal = ShardVerticle.TOO_LATE;

  public ShardsInPlace(Path folder, int count) throws IOException {
    this.folder = folder;
    this.routing = new ShardRouting(count);
    for (int i = 0; i < count; i++) {
      Shard shard = Shard.open(folder.resolve("shard-" + i), spaces, ShardConfig.DEFAULT);
      shards.add(shard);
      LocalReplica replica = new Replica(i, new ShardSearch(shard, ShardSearchConfig.DEFAULT));
      replicas.add(replica);
      bus.serving(i, NODE, replica);
    }
  }

  /**
   * @param window candidates of each retriever for the first pages
   */
  SearchPipeline pipeline(int window, FusionChoice.Method method, Normalisation normalisation) {
    ReplicaCalls calls = bus.calls(List.of(NODE), NODE, replicas::get);
    Map<Retriever, NodeConfig.Tuning> tunings = new EnumMap<>(Retriever.class);
    for (Retriever retriever : Retriever.values()) {
      tunings.put(retriever, new NodeConfig.Tuning(Optional.empty(), 1.0 + retriever.ordinal()));
    }
    Map<QueryClass, Map<Retriever, NodeConfig.Tuning>> alike = new EnumMap<>(QueryClass.class);
    for (QueryClass each : QueryClass.values()) {
      alike.put(each, tunings);
    }
    return new SearchPipeline(
        new QueryPlanner(new QueryVectors(null, null, 0), spaces),
        new CatalogueUnderstanding(QueryHistory.NONE, new QueryFrequency.Thresholds(50, 3, 10)),
        calls,
        routing,
        new RetrievalPolicy(
            new NodeConfig.Retrieval(alike, Map.of()), window, window, Wording.Match.ANY),
        new FusionPolicy(method, normalisation, RrfFusion.DEFAULT_K),
        RankingConfig.DEFAULT.ranker(),
        new SynonymFiles(folder.resolve("synonyms"), "en"),
        Counters.NONE);
  }

  SearchPipeline pipeline(int window) {
    return pipeline(window, FusionChoice.Method.WEIGHTED, Normalisation.MIN_MAX);
  }

  /** Answers on a virtual thread, as a node does. */
  public Function<SearchRequest, Future<SearchResponse>> answers(int window) {
    SearchPipeline pipeline = pipeline(window);
    return request ->
        Future.fromCompletionStage(
            CompletableFuture.supplyAsync(
                () -> ask(pipeline, request), task -> Thread.ofVirtual().start(task)));
  }

  static SearchResponse ask(SearchPipeline pipeline, SearchRequest request) {
    try {
      return pipeline.answer(request, Deadline.in(60_000));
    } catch (TimeoutException late) {
      throw new IllegalStateException(late);
    }
  }

  /** A video made up by chance; many share a channel, a date, a number of views. */
  public void put(String id, Random random) throws IOException {
    List<SuppliedFrame> frames = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      frames.add(new SuppliedFrame(i * 1000L, vector(random)));
    }
    Instant published =
        random.nextInt(8) == 0
            ? null
            : Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * random.nextInt(20));
    VideoMetadata said =
        new VideoMetadata(
            words(random, 1 + random.nextInt(4)),
            words(random, random.nextInt(6)),
            random.nextInt(4) == 0 ? null : "channel" + random.nextInt(6),
            random.nextBoolean() ? List.of() : List.of("tag" + random.nextInt(3), "all"),
            random.nextBoolean() ? "en" : "de",
            published,
            random.nextInt(5) == 0 ? null : 10.0 * random.nextInt(500),
            random.nextBoolean() ? null : "category" + random.nextInt(2),
            "",
            random.nextInt(10) * 100L,
            random.nextInt(50),
            null,
            random.nextInt(4) == 0 ? null : vector(random),
            random.nextInt(4) == 0 ? null : vector(random),
            frames);
    put(id, said);
  }

  void put(String id, VideoMetadata said) throws IOException {
    int hash = Math.abs(id.hashCode());
    String group = hash % 3 == 0 ? "group" + hash / 3 % 6 : null;
    Derived derived = new Derived(null, List.of(), null, List.of(), List.of(), group, null);
    apply(new Video(id, ++version, said, derived, Instant.EPOCH, Instant.EPOCH, false));
  }

  void delete(String id) throws IOException {
    VideoMetadata said = VideoMetadata.titled("gone");
    apply(new Video(id, ++version, said, Derived.NOTHING, Instant.EPOCH, Instant.EPOCH, true));
  }

  private void apply(Video video) throws IOException {
    shards.get(routing.shardOf(video.id())).apply(video);
    if (video.deleted()) {
      videos.remove(video.id());
    } else {
      videos.put(video.id(), video);
    }
  }

  public void refresh() throws IOException {
    for (Shard shard : shards) {
      shard.refresh();
    }
  }

  public static String words(Random random, int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return String.join(" ", words);
  }

  public static Vector vector(Random random) {
    float[] values = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Vector(values).normalised();
  }

  @Override
  public void close() throws IOException {
    bus.close();
    for (Shard shard : shards) {
      shard.close();
    }
  }

  /** From now on this shard does not answer; -1: all do. */
  void lose(int shard) {
    lost = shard;
  }

  /** From now on this shard has not read all of the log; -1: all have. */
  void delay(int shard) {
    behind = shard;
  }

  /** From now on such queries are refused as too late. */
  void refuse(Predicate<ShardQuery> such) {
    refuse(ShardVerticle.TOO_LATE, such);
  }

  void refuse(int code, Predicate<ShardQuery> such) {
    refusal = code;
    late = such;
  }

  /** From now on there is no time left for such queries once they are begun. */
  void hurry(Predicate<ShardQuery> such) {
    hurried = such;
  }

  private final class Replica extends SilentReplica {

    private final int number;
    private final ShardSearch search;

    Replica(int number, ShardSearch search) {
      this.number = number;
      this.search = search;
    }

    @Override
    public Answer search(Search question) {
      if (number == lost) {
        throw new ReplyException(ReplyFailure.RECIPIENT_FAILURE, 503, "is being rebuilt");
      }
      if (late.test(question.query())) {
        throw new ReplyException(ReplyFailure.RECIPIENT_FAILURE, refusal, "no room or no time");
      }
      try {
        Deadline deadline = hurried.test(question.query()) ? Deadline.in(0) : question.deadline();
        ShardAnswer found = search.search(question.query(), deadline);
        return new Answer(found, number == behind);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    @Override
    public Fetched fetch(Fetch question) {
      try {
        return new Fetched(search.fetch(question.query()));
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    @Override
    public VectorsRead vectors(Vectors question) {
      try {
        return new VectorsRead(search.vectors(question.ids()));
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
