package io.kinora.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinora.catalog.Derived;
import io.kinora.catalog.SuppliedFrame;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.indexing.encode.Encoders;
import io.kinora.indexing.encode.RunOptions;
import io.kinora.indexing.encode.TextEncoder;
import io.kinora.indexing.encode.models.ModelFiles;
import io.kinora.indexing.encode.models.ModelStore;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Deadline;
import io.kinora.search.Retriever;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterParser;
import io.kinora.search.shard.ShardSearch;
import io.kinora.search.shard.ShardSearchConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;

/**
 * What vector search under a filter loses: recall@10 against comparing everything, on vectors of
 * real texts, at several selectivities, for filters that have nothing to do with the query and for
 * those that have. Beside it the same by the graph alone.
 *
 * <p>Arguments: a folder to work in (it keeps the vectors for the next time), into how many near
 * copies each vector is made (1: none), then files of JSON lines with {@code title} and {@code
 * text} or {@code description}.
 */
public final class FilteredRecallBench {

  private static final int QUERIES = 200;
  private static final int TOP = 10;
  private static final int SPREAD = 100_000;
  private static final int SUBJECTS = 64;
  private static final float NOISE = 0.012f;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * @param lottery in [0, {@link #SPREAD}): a filter on it has nothing to do with the vector
   * @param subject the nearest of {@link #SUBJECTS} vectors: a filter on it has
   */
  private record Item(float[] vector, float[] second, int lottery, int subject) {

    double similarity(float[] query, Retriever retriever) {
      double own = dot(query, vector);
      return retriever == Retriever.FRAME ? Math.max(own, dot(query, second)) : own;
    }
  }

  private final Random random = new Random(20_261_122);
  private final List<Item> items = new ArrayList<>();
  private final List<float[]> subjects = new ArrayList<>();
  private final List<float[]> queries;

  private FilteredRecallBench(List<Vector> texts, List<Vector> titles, int copies) {
    for (int i = 0; i < SUBJECTS; i++) {
      subjects.add(texts.get(random.nextInt(texts.size())).values());
    }
    for (Vector text : texts) {
      for (int copy = 0; copy < copies; copy++) {
        float[] vector = copy == 0 ? text.values() : near(text.values());
        float[] other = texts.get(random.nextInt(texts.size())).values();
        items.add(new Item(vector, other, random.nextInt(SPREAD), subject(vector)));
      }
    }
    this.queries = titles.stream().map(title -> title.normalised().values()).toList();
  }

  public static void main(String[] args) throws IOException {
    Path work = Path.of(args[0]);
    List<String> texts = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    for (int i = 2; i < args.length; i++) {
      for (String line : Files.readAllLines(Path.of(args[i]))) {
        JsonNode json = JSON.readTree(line);
        String title = json.path("title").asText();
        titles.add(title);
        texts.add(title + ". " + json.path("text").asText(json.path("description").asText()));
      }
    }
    java.util.Collections.shuffle(titles, new Random(7));
    Encoders encoders = new Encoders(ModelFiles.shipped(), new ModelStore(work.resolve("models")));
    try (TextEncoder encoder = encoders.openText("bge-small-en-v1.5", RunOptions.CPU)) {
      List<Vector> vectors = EncodedTexts.of(texts, encoder, work);
      List<Vector> asked = EncodedTexts.of(titles.subList(0, QUERIES), encoder, work);
      new FilteredRecallBench(vectors, asked, Integer.parseInt(args[1])).run(work);
    }
  }

  private void run(Path work) throws IOException {
    int dimension = items.getFirst().vector().length;
    VectorSpaces spaces =
        new VectorSpaces(
            new VectorSpaces.Space("text", dimension), new VectorSpaces.Space("text", dimension));
    Path index = Files.createTempDirectory(work, "filtered-");
    try (Shard shard = Shard.open(index, spaces, ShardConfig.DEFAULT)) {
      for (int i = 0; i < items.size(); i++) {
        shard.apply(video(i, items.get(i)));
      }
      shard.refresh();
      System.out.printf("%d videos, %s%n", items.size(), shard.stats());
      System.out.println(
          "| filter | lets through | retriever | k | recall@10 | ms | graph alone | ms |");
      System.out.println("|---|---|---|---|---|---|---|---|");
      for (Retriever retriever : List.of(Retriever.SEMANTIC, Retriever.FRAME)) {
        for (int window : new int[] {10, 100}) {
          for (double share : new double[] {1, 0.5, 0.1, 0.01, 0.001}) {
            unrelated(shard, retriever, window, share);
          }
          related(shard, retriever, window, true);
          related(shard, retriever, window, false);
        }
      }
    }
  }

  /** A filter that lets a share through, whatever is asked. */
  private void unrelated(Shard shard, Retriever retriever, int window, double share)
      throws IOException {
    int below = (int) (share * SPREAD);
    Filter filter = share == 1 ? Filter.ALL : FilterParser.parse("views:<" + below);
    List<Asked> asked = new ArrayList<>();
    for (float[] query : queries) {
      asked.add(new Asked(query, filter, item -> items.get(item).lottery() < below));
    }
    row("by lot", shard, retriever, window, asked);
  }

  /** Only one subject: the query's own, or the one that is farthest from it. */
  private void related(Shard shard, Retriever retriever, int window, boolean own)
      throws IOException {
    List<Asked> asked = new ArrayList<>();
    for (float[] query : queries) {
      int subject = own ? subject(query) : farthest(query);
      Filter filter = FilterParser.parse("category:s" + subject);
      asked.add(new Asked(query, filter, item -> items.get(item).subject() == subject));
    }
    row(own ? "the query's subject" : "the farthest subject", shard, retriever, window, asked);
  }

  private record Asked(float[] query, Filter filter, IntPredicate accepted) {}

  private record Measured(double recall, double ms) {}

  private void row(String name, Shard shard, Retriever retriever, int window, List<Asked> asked)
      throws IOException {
    double through = 0;
    for (Asked each : asked) {
      int accepted = 0;
      for (int i = 0; i < items.size(); i++) {
        accepted += each.accepted().test(i) ? 1 : 0;
      }
      through += (double) accepted / items.size() / asked.size();
    }
    ShardSearchConfig usual = ShardSearchConfig.DEFAULT.withFloors(Map.of());
    Measured chosen = measured(new ShardSearch(shard, usual), retriever, window, asked);
    Measured graph =
        measured(new ShardSearch(shard, usual.withVisitsPerNeighbour(0)), retriever, window, asked);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f %% | %s | %d | %.3f | %.2f | %.3f | %.2f |%n",
        name,
        through * 100,
        retriever.key(),
        window,
        chosen.recall(),
        chosen.ms(),
        graph.recall(),
        graph.ms());
  }

  private Measured measured(ShardSearch search, Retriever retriever, int window, List<Asked> asked)
      throws IOException {
    List<ShardAnswer> answers = new ArrayList<>();
    double ms = 0;
    for (int round = 0; round < 2; round++) {
      answers.clear();
      long start = THREADS.getCurrentThreadCpuTime();
      for (Asked each : asked) {
        answers.add(search.search(query(each, retriever, window), Deadline.in(60_000)));
      }
      ms = (THREADS.getCurrentThreadCpuTime() - start) / 1e6 / asked.size();
    }
    double recall = 0;
    int answerable = 0;
    for (int i = 0; i < answers.size(); i++) {
      double each = recall(answers.get(i), asked.get(i), retriever);
      if (!Double.isNaN(each)) {
        recall += each;
        answerable++;
      }
    }
    return new Measured(recall / answerable, ms);
  }

  private static ShardQuery query(Asked asked, Retriever retriever, int window) {
    Vector vector = new Vector(asked.query());
    return ShardQuery.best(
            ShardQuery.Words.NONE,
            new ShardQuery.Vectors(vector, vector, vector, null),
            ShardQuery.Retrieval.of(EnumSet.of(retriever), window))
        .among(asked.filter());
  }

  /**
   * The share of the answers that are as near as the exact ones: by similarity, so that copies and
   * ties are not taken for mistakes. NaN if the filter lets nothing through.
   */
  private double recall(ShardAnswer answer, Asked asked, Retriever retriever) {
    double[] exact =
        java.util.stream.IntStream.range(0, items.size())
            .filter(asked.accepted())
            .mapToDouble(i -> -items.get(i).similarity(asked.query(), retriever))
            .sorted()
            .limit(TOP)
            .toArray();
    if (exact.length == 0) {
      return Double.NaN;
    }
    double least = -exact[exact.length - 1] - 1e-5;
    long found =
        answer.candidates().stream()
            .mapToDouble(candidate -> candidate.scores()[retriever.ordinal()])
            .boxed()
            .sorted(Comparator.reverseOrder())
            .limit(TOP)
            .filter(score -> score >= least)
            .count();
    return (double) found / exact.length;
  }

  private int subject(float[] vector) {
    int best = 0;
    for (int s = 1; s < subjects.size(); s++) {
      best = dot(vector, subjects.get(s)) > dot(vector, subjects.get(best)) ? s : best;
    }
    return best;
  }

  private int farthest(float[] vector) {
    int worst = 0;
    for (int s = 1; s < subjects.size(); s++) {
      worst = dot(vector, subjects.get(s)) < dot(vector, subjects.get(worst)) ? s : worst;
    }
    return worst;
  }

  private float[] near(float[] vector) {
    float[] point = new float[vector.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = vector[i] + (float) random.nextGaussian() * NOISE;
    }
    return new Vector(point).normalised().values();
  }

  private static Video video(int number, Item item) {
    Vector vector = new Vector(item.vector());
    VideoMetadata said =
        new VideoMetadata(
            "video " + number,
            "",
            null,
            List.of(),
            null,
            null,
            null,
            "s" + item.subject(),
            "",
            item.lottery(),
            0,
            null,
            vector,
            vector,
            List.of(
                new SuppliedFrame(0, vector), new SuppliedFrame(1000, new Vector(item.second()))));
    return new Video("v" + number, 1, said, Derived.NOTHING, Instant.EPOCH, Instant.EPOCH, false);
  }

  private static double dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
