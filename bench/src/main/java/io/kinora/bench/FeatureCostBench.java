package io.kinora.bench;

import static java.util.Objects.requireNonNull;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.ranking.Ranked;
import io.kinora.ranking.rerank.MmrReranker;
import io.kinora.search.Deadline;
import io.kinora.search.Retriever;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import io.kinora.search.ShardQuery.KeyLimit;
import io.kinora.search.SharedKey;
import io.kinora.search.Sort;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterParser;
import io.kinora.search.shard.ShardSearch;
import io.kinora.search.shard.ShardSearchConfig;
import io.kinora.search.shard.VideoVectors;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What each part of an answer costs a shard, in processor time a query, beside the same query
 * without it, in turns. Arguments: an empty folder, how many videos.
 */
public final class FeatureCostBench {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int QUERIES = 200;
  private static final int ROUNDS = 6;
  private static final int WINDOW = 100;
  private static final long NOW = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

  private final MadeCatalogue catalogue = new MadeCatalogue();
  private final List<String> words = new ArrayList<>();
  private final List<Vector> vectors = new ArrayList<>();

  private FeatureCostBench() {}

  /** One way to ask. */
  private interface Asking {
    void ask(ShardSearch search, int query) throws IOException;
  }

  public static void main(String[] args) throws IOException {
    new FeatureCostBench().run(Path.of(args[0]), Integer.parseInt(args[1]));
  }

  private void run(Path folder, int videos) throws IOException {
    VectorSpaces.Space space = new VectorSpaces.Space("made", MadeCatalogue.DIMENSION);
    try (Shard shard = Shard.open(folder, new VectorSpaces(space, space), ShardConfig.DEFAULT)) {
      for (int i = 0; i < videos; i++) {
        shard.apply(video(i));
      }
      shard.refresh();
      for (int i = 0; i < QUERIES; i++) {
        Video like = catalogue.video(videos + i);
        words.add(String.join(" ", like.metadata().title().split(" ", 4)).replaceAll(" \\S+$", ""));
        vectors.add(like.metadata().videoVector());
      }
      System.out.println(shard.stats());
      measure(new ShardSearch(shard, ShardSearchConfig.DEFAULT));
    }
  }

  private void measure(ShardSearch search) throws IOException {
    Map<String, Asking> asked = new LinkedHashMap<>();
    for (boolean hybrid : new boolean[] {false, true}) {
      String kind = hybrid ? "hybrid" : "text";
      asked.put(kind, (s, i) -> answer(s, i, hybrid, Sort.RELEVANCE, List.of(), List.of(), ""));
      asked.put(kind + ", facet channel", (s, i) -> facets(s, i, hybrid, List.of("channel")));
      asked.put(kind + ", facet tag", (s, i) -> facets(s, i, hybrid, List.of("tag")));
      asked.put(
          kind + ", facets in ranges",
          (s, i) -> facets(s, i, hybrid, List.of("duration_s", "published_at")));
      asked.put(kind + ", all facets", (s, i) -> facets(s, i, hybrid, ALL_FACETS));
      asked.put(
          kind + ", filter, all facets",
          (s, i) -> answer(s, i, hybrid, Sort.RELEVANCE, ALL_FACETS, List.of(), FILTER));
      asked.put(
          kind + ", filter, all facets, two of them disjunctive",
          (s, i) ->
              answer(
                  s,
                  query(
                      i,
                      hybrid,
                      Sort.RELEVANCE,
                      ALL_FACETS,
                      List.of(),
                      FILTER,
                      List.of("language", "duration_s"))));
      asked.put(
          kind + ", collapse channel (counting them)",
          (s, i) -> answer(s, i, hybrid, Sort.RELEVANCE, List.of(), ONE_A_CHANNEL, ""));
      asked.put(
          kind + ", newest", (s, i) -> answer(s, i, hybrid, Sort.NEWEST, List.of(), List.of(), ""));
      asked.put(
          kind + ", newest, collapse channel",
          (s, i) -> answer(s, i, hybrid, Sort.NEWEST, List.of(), ONE_A_CHANNEL, ""));
      asked.put(kind + ", diversity", (s, i) -> diverse(s, i, hybrid));
    }
    Map<String, Long> nanos = new HashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, Asking> one : asked.entrySet()) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < QUERIES; i++) {
          one.getValue().ask(search, i);
        }
        long took = THREADS.getCurrentThreadCpuTime() - start;
        nanos.merge(one.getKey(), took, Math::min);
      }
    }
    System.out.println("| asked | ms of processor time a query |\n|---|---|");
    asked.forEach(
        (name, how) ->
            System.out.printf(
                "| %s | %.3f |%n", name, nanos.getOrDefault(name, 0L) / 1e6 / QUERIES));
  }

  private static final String FILTER = "language:en AND duration_s:[60 TO 1200}";
  private static final List<KeyLimit> ONE_A_CHANNEL = List.of(new KeyLimit(SharedKey.CHANNEL, 1));
  private static final List<String> ALL_FACETS =
      List.of("channel", "tag", "language", "category", "license", "duration_s", "published_at");

  private void facets(ShardSearch search, int i, boolean hybrid, List<String> facets)
      throws IOException {
    answer(search, i, hybrid, Sort.RELEVANCE, facets, List.of(), "");
  }

  private void answer(
      ShardSearch search,
      int i,
      boolean hybrid,
      Sort sort,
      List<String> facets,
      List<KeyLimit> limits,
      String filter)
      throws IOException {
    answer(search, query(i, hybrid, sort, facets, limits, filter, List.of()));
  }

  private static ShardAnswer answer(ShardSearch search, ShardQuery query) throws IOException {
    ShardAnswer answer = search.search(query, Deadline.in(60_000));
    if (answer.candidates().isEmpty() || !answer.cutShort().isEmpty()) {
      throw new IllegalStateException("found nothing: " + answer.cutShort());
    }
    return answer;
  }

  private void diverse(ShardSearch search, int i, boolean hybrid) throws IOException {
    ShardAnswer answer =
        answer(search, query(i, hybrid, Sort.RELEVANCE, List.of(), List.of(), "", List.of()));
    List<Ranked> ranked =
        answer.candidates().stream().limit(WINDOW).map(one -> new Ranked(one, 1, null)).toList();
    Map<String, VideoVectors> byId = new HashMap<>();
    new MmrReranker(
            0.5,
            WINDOW,
            ids -> {
              read(search, ids).forEach(each -> byId.put(each.id(), each));
              return (a, b) -> requireNonNull(byId.get(a)).similarity(requireNonNull(byId.get(b)));
            })
        .rerank(ranked);
  }

  private static List<VideoVectors> read(ShardSearch search, List<String> ids) {
    try {
      return search.vectors(ids);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private ShardQuery query(
      int i,
      boolean hybrid,
      Sort sort,
      List<String> facets,
      List<KeyLimit> limits,
      String filter,
      List<String> disjunctive) {
    return new ShardQuery(
        ShardQuery.Words.plain(words.get(i)),
        new ShardQuery.Vectors(null, null, hybrid ? vectors.get(i) : null, null),
        ShardQuery.Retrieval.of(
            hybrid ? EnumSet.of(Retriever.LEXICAL, Retriever.VIDEO) : EnumSet.of(Retriever.LEXICAL),
            WINDOW),
        filter.isEmpty() ? Filter.ALL : FilterParser.parse(filter),
        new ShardQuery.Listing(sort, sort == Sort.RELEVANCE ? WINDOW : 21, null, limits, null),
        new ShardQuery.Facets(facets, disjunctive, NOW),
        false);
  }

  /** With a channel of 2,000, a language of 5, a category of 20, a date within three years. */
  private Video video(int number) {
    VideoMetadata made = catalogue.video(number).metadata();
    Random random = new Random(number);
    VideoMetadata said =
        new VideoMetadata(
            made.title(),
            made.description(),
            "channel " + (int) (2000 * random.nextDouble() * random.nextDouble()),
            made.tags(),
            List.of("en", "de", "fr", "es", "ja").get(random.nextInt(5)),
            Instant.ofEpochMilli(NOW - (long) (random.nextDouble() * 3 * 365 * 86_400_000L)),
            10 + 3000 * random.nextDouble() * random.nextDouble(),
            "category " + random.nextInt(20),
            "",
            made.views(),
            0,
            random.nextBoolean() ? "cc-by" : null,
            null,
            made.videoVector(),
            List.of());
    return new Video(
        "video-" + number, 1, said, Derived.NOTHING, Instant.EPOCH, Instant.EPOCH, false);
  }
}
