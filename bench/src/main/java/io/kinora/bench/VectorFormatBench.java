package io.kinora.bench;

import io.kinora.catalog.Derived;
import io.kinora.catalog.SuppliedFrame;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.Retriever;
import io.kinora.search.ShardAnswer;
import io.kinora.search.ShardQuery;
import io.kinora.search.StageTime;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterParser;
import io.kinora.search.shard.ShardSearch;
import io.kinora.search.shard.ShardSearchConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Vector formats compared: recall@10 and CPU time of searches over clustered vectors, with and
 * without filters, and of a hybrid query. Arguments: a folder for the indexes, how many videos,
 * FLOAT32 or INT8, how many frames a video, and {@code compact} to merge to one segment.
 */
public final class VectorFormatBench {

  private static final int DIMENSION = 384;
  private static final int CLUSTERS = 1_000;
  private static final int QUERIES = 100;
  private static final int TOP = 10;
  private static final long SEED = 20_261_122;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final float[][] centres = new float[CLUSTERS][];
  private final float[][] vectors;
  private final int[] channels;
  private final Random random = new Random(SEED);
  private final Map<Integer, Set<String>> truths = new HashMap<>();

  private VectorFormatBench(int videos) {
    for (int i = 0; i < CLUSTERS; i++) {
      centres[i] = unit(gaussian(1));
    }
    vectors = new float[videos][];
    channels = new int[videos];
    for (int i = 0; i < videos; i++) {
      vectors[i] = near(centres[random.nextInt(CLUSTERS)]);
      channels[i] = random.nextInt(1000);
    }
  }

  public static void main(String[] args) throws IOException {
    int videos = Integer.parseInt(args[1]);
    ShardConfig.VectorFormat format = ShardConfig.VectorFormat.valueOf(args[2]);
    int frames = Integer.parseInt(args[3]);
    boolean compact = args.length > 4 && args[4].equals("compact");
    new VectorFormatBench(videos).run(Path.of(args[0]), format, frames, compact);
  }

  private void run(Path folder, ShardConfig.VectorFormat format, int frames, boolean compact)
      throws IOException {
    VectorSpaces spaces =
        new VectorSpaces(
            new VectorSpaces.Space("made", DIMENSION), new VectorSpaces.Space("made", DIMENSION));
    try (Shard shard = Shard.open(folder, spaces, ShardConfig.DEFAULT.withFormat(format))) {
      long start = System.nanoTime();
      for (int i = 0; i < vectors.length; i++) {
        shard.apply(video(i, frames));
      }
      shard.refresh();
      System.out.printf("%s written in %.1f s%n", format, (System.nanoTime() - start) / 1e9);
      if (compact) {
        start = System.nanoTime();
        shard.compact();
        System.out.printf("compacted in %.1f s%n", (System.nanoTime() - start) / 1e9);
      }
      System.out.println(shard.stats());
      measure(shard, frames > 0);
    }
  }

  private void measure(Shard shard, boolean frames) throws IOException {
    float[][] queries = new float[QUERIES][];
    for (int i = 0; i < QUERIES; i++) {
      queries[i] = near(centres[random.nextInt(CLUSTERS)]);
    }
    for (int window : new int[] {10, 100}) {
      for (double visits : new double[] {75, 0}) {
        ShardSearch search =
            new ShardSearch(
                shard,
                ShardSearchConfig.DEFAULT.withFloors(Map.of()).withVisitsPerNeighbour(visits));
        for (String filter :
            List.of("", "views:<10", "views:<50", "views:<100", "views:<200", "views:<500")) {
          vector(search, queries, window, filter, visits);
        }
      }
    }
    ShardSearch search = new ShardSearch(shard, ShardSearchConfig.DEFAULT.withFloors(Map.of()));
    hybrid(search, queries, Set.of(Retriever.LEXICAL), 50);
    hybrid(search, queries, Set.of(Retriever.LEXICAL, Retriever.SEMANTIC), 50);
    hybrid(search, queries, Set.of(Retriever.LEXICAL, Retriever.SEMANTIC), 100);
    if (frames) {
      hybrid(search, queries, Set.of(Retriever.FRAME), 100);
      hybrid(search, queries, Set.of(Retriever.values()), 100);
    }
  }

  private void vector(
      ShardSearch search, float[][] queries, int window, String filter, double visits)
      throws IOException {
    Filter parsed = FilterParser.parse(filter);
    int least = filter.isEmpty() ? 1000 : Integer.parseInt(filter.substring(7));
    double recall = 0;
    double cpu = 0;
    for (int round = 0; round < 4; round++) {
      recall = 0;
      long start = THREADS.getCurrentThreadCpuTime();
      ShardAnswer[] answers = new ShardAnswer[queries.length];
      for (int i = 0; i < queries.length; i++) {
        answers[i] =
            search.search(
                query("", queries[i], Set.of(Retriever.SEMANTIC), parsed, window),
                Deadline.in(10_000));
      }
      cpu = (THREADS.getCurrentThreadCpuTime() - start) / 1e6 / queries.length;
      for (int i = 0; i < queries.length; i++) {
        recall += recall(answers[i], truth(i, queries[i], least)) / queries.length;
      }
    }
    System.out.printf(
        "window %3d  visits %4.0f  filter %-10s recall@10 %.3f  %.3f ms CPU%n",
        window, visits, filter, recall, cpu);
  }

  private void hybrid(ShardSearch search, float[][] queries, Set<Retriever> retrievers, int window)
      throws IOException {
    double cpu = 0;
    Map<String, Double> stages = new TreeMap<>();
    for (int round = 0; round < 6; round++) {
      stages.clear();
      long start = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < queries.length; i++) {
        String text = word(i * 7) + " " + word(i * 13 + 5) + " " + word(i * 3);
        ShardAnswer answer =
            search.search(
                query(text, queries[i], retrievers, Filter.ALL, window), Deadline.in(10_000));
        for (StageTime stage : answer.stages()) {
          stages.merge(stage.name(), stage.ms() / queries.length, Double::sum);
        }
      }
      cpu = (THREADS.getCurrentThreadCpuTime() - start) / 1e6 / queries.length;
    }
    System.out.printf(
        "%s window %d: %.3f ms CPU; elapsed %s%n", retrievers, window, cpu, shown(stages));
  }

  private static String shown(Map<String, Double> stages) {
    StringBuilder out = new StringBuilder();
    stages.forEach((name, ms) -> out.append(String.format("%s %.3f  ", name, ms)));
    return out.toString();
  }

  private static ShardQuery query(
      String text, float[] vector, Set<Retriever> retrievers, Filter filter, int window) {
    Vector query = new Vector(vector);
    return ShardQuery.best(
            ShardQuery.Words.plain(text),
            new ShardQuery.Vectors(query, query, query, null),
            ShardQuery.Retrieval.of(retrievers, window))
        .among(filter);
  }

  private static double recall(ShardAnswer answer, Set<String> truth) {
    int column = Retriever.SEMANTIC.ordinal();
    List<Candidate> best = new ArrayList<>(answer.candidates());
    best.sort(Comparator.comparingDouble(c -> -c.scores()[column]));
    int hits = 0;
    for (Candidate each : best.subList(0, Math.min(TOP, best.size()))) {
      hits += truth.contains(each.id()) ? 1 : 0;
    }
    return (double) hits / truth.size();
  }

  private Set<String> truth(int number, float[] query, int below) {
    return truths.computeIfAbsent(number * 10_000 + below, key -> truth(query, below));
  }

  private Set<String> truth(float[] query, int below) {
    PriorityQueue<Integer> best =
        new PriorityQueue<>(Comparator.comparingDouble(i -> dot(query, vectors[i])));
    for (int i = 0; i < vectors.length; i++) {
      if (channels[i] < below) {
        best.add(i);
        if (best.size() > TOP) {
          best.remove();
        }
      }
    }
    Set<String> ids = new HashSet<>();
    best.forEach(i -> ids.add("v" + i));
    return ids;
  }

  private Video video(int i, int frames) {
    Random words = new Random(SEED + i);
    SuppliedFrame[] supplied = new SuppliedFrame[frames];
    for (int f = 0; f < frames; f++) {
      supplied[f] = new SuppliedFrame(f * 1000L, new Vector(near(vectors[i], words)));
    }
    Vector vector = new Vector(vectors[i]);
    VideoMetadata said =
        new VideoMetadata(
            words(words, 8),
            words(words, 40),
            "channel " + channels[i],
            List.of(word(i), word(i * 31)),
            "en",
            Instant.ofEpochSecond(1_700_000_000L + i),
            60.0,
            null,
            "",
            channels[i],
            0,
            null,
            vector,
            frames > 0 ? vector : null,
            List.of(supplied));
    return new Video("v" + i, 1, said, Derived.NOTHING, Instant.EPOCH, Instant.EPOCH, false);
  }

  private static String words(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(word((int) Math.abs(random.nextGaussian() * 4000))).append(' ');
    }
    return text.toString();
  }

  private static String word(int i) {
    return "w" + Integer.toString(Math.floorMod(i, 20_000), 36) + "q";
  }

  private float[] near(float[] centre) {
    return near(centre, random);
  }

  /** A point about as far from its cluster's centre as sentences on one subject are apart. */
  private static float[] near(float[] centre, Random random) {
    float[] point = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      point[i] = centre[i] + (float) random.nextGaussian() * 0.04f;
    }
    return unit(point);
  }

  private float[] gaussian(double scale) {
    float[] point = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      point[i] = (float) (random.nextGaussian() * scale);
    }
    return point;
  }

  private static float[] unit(float[] values) {
    return new Vector(values).normalised().values();
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
