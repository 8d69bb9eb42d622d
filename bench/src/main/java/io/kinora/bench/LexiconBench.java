package io.kinora.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinora.catalog.Derived;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.filter.Filter;
import io.kinora.search.lexicon.Lexicon;
import io.kinora.search.lexicon.LexiconLimits;
import io.kinora.search.lexicon.LexiconPart;
import io.kinora.search.lexicon.LexiconPartCodec;
import io.kinora.search.shard.ShardSearch;
import io.kinora.search.shard.ShardSearchConfig;
import io.kinora.search.understand.CatalogueUnderstanding;
import io.kinora.search.understand.QueryFrequency;
import io.kinora.search.understand.QueryHistory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a lexicon costs: to read of a shard, to send, to put together, and to ask. The videos are
 * those of a folder again and again, each with three words of its own out of 150,000 and a random
 * text vector, so that vocabulary and vectors are those of as large a catalogue.
 *
 * <pre>
 * LexiconBench folder-of-ndjson data-folder [videos, 50000] [of which one in so many has a vector, 1]
 * </pre>
 */
final class LexiconBench {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DIMENSION = 384;
  private static final int ROUNDS = 15;
  private static final int QUERIES = 2000;

  private LexiconBench() {}

  public static void main(String[] args) throws IOException {
    int videos = args.length > 2 ? Integer.parseInt(args[2]) : 50_000;
    int oneIn = args.length > 3 ? Integer.parseInt(args[3]) : 1;
    List<JsonNode> said = read(Path.of(args[0]));
    VectorSpaces spaces =
        new VectorSpaces(
            new VectorSpaces.Space("text", DIMENSION), new VectorSpaces.Space("none", DIMENSION));
    try (Shard shard = Shard.open(Path.of(args[1]), spaces, ShardConfig.DEFAULT)) {
      Random random = new Random(4);
      for (int i = 0; i < videos; i++) {
        shard.apply(video(i, said.get(i % said.size()), i % oneIn == 0, random));
      }
      shard.refresh();
      System.out.println(shard.stats());
      ShardSearch search = new ShardSearch(shard, ShardSearchConfig.DEFAULT);
      Lexicon lexicon = costOfMaking(search);
      costOfAsking(lexicon, said);
    }
  }

  private static Lexicon costOfMaking(ShardSearch search) throws IOException {
    double[] reading = new double[ROUNDS];
    double[] making = new double[ROUNDS];
    LexiconPart part = LexiconPart.NONE;
    Lexicon lexicon = Lexicon.EMPTY;
    for (int i = 0; i < ROUNDS; i++) {
      long begin = cpuNanos();
      part = search.lexicon(LexiconLimits.DEFAULT);
      long read = cpuNanos();
      lexicon = Lexicon.of(LexiconPart.merge(List.of(part), LexiconLimits.DEFAULT));
      reading[i] = (read - begin) / 1e6;
      making[i] = (cpuNanos() - read) / 1e6;
    }
    System.out.printf(
        "%d words, %d names, %d categories, %.1f MB on the wire%n",
        part.words().size(),
        part.names().size(),
        part.categories().size(),
        LexiconPartCodec.write(part).length / 1e6);
    System.out.printf(
        "read of the shard: p50 %.0f ms of a core; made ready: p50 %.0f ms%n",
        median(reading), median(making));
    return lexicon;
  }

  private static void costOfAsking(Lexicon lexicon, List<JsonNode> said) {
    CatalogueUnderstanding catalogue =
        new CatalogueUnderstanding(QueryHistory.NONE, new QueryFrequency.Thresholds(20, 2, 1000));
    catalogue.learn(lexicon);
    Random random = new Random(5);
    double[] right = new double[QUERIES];
    double[] wrong = new double[QUERIES];
    double[] entities = new double[QUERIES];
    for (int round = 0; round < 3; round++) { // the first warms up
      for (int i = 0; i < QUERIES; i++) {
        String title = said.get(random.nextInt(said.size())).path("title").asText();
        String typed = title.replaceFirst("([a-z])([a-z]{4})", "$1z$2");
        long begin = cpuNanos();
        catalogue.spelling(title, Set.of());
        right[i] = (cpuNanos() - begin) / 1e3;
        begin = cpuNanos();
        catalogue.spelling(typed, Set.of());
        wrong[i] = (cpuNanos() - begin) / 1e3;
        begin = cpuNanos();
        catalogue.entities(title, Filter.ALL, null);
        entities[i] = (cpuNanos() - begin) / 1e3;
      }
    }
    System.out.printf(
        "asked with titles: spelling right p50 %.0f us, p99 %.0f; with a mistake p50 %.0f us, p99"
            + " %.0f; entities p50 %.0f us, p99 %.0f%n",
        median(right), p99(right), median(wrong), p99(wrong), median(entities), p99(entities));
  }

  /** Time on a core: what else the machine does is not the lexicon's cost. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double p99(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) (sorted.length * 0.99)];
  }

  private static List<JsonNode> read(Path folder) throws IOException {
    List<JsonNode> videos = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".ndjson")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          videos.add(JSON.readTree(line));
        }
      }
    }
    return videos;
  }

  private static Video video(int number, JsonNode said, boolean vector, Random random) {
    List<String> tags = new ArrayList<>();
    said.path("tags").forEach(tag -> tags.add(tag.asText()));
    String own = " " + word(random) + " " + word(random) + " " + word(random);
    float[] text = new float[DIMENSION];
    for (int d = 0; d < DIMENSION; d++) {
      text[d] = (float) random.nextGaussian();
    }
    VideoMetadata metadata =
        new VideoMetadata(
            said.path("title").asText(),
            said.path("description").asText() + own,
            channel(said, number),
            tags,
            null,
            null,
            null,
            "category-" + said.path("category_id").asInt(),
            "",
            said.path("views").asLong(),
            0,
            null,
            vector ? new Vector(text) : null,
            null,
            List.of());
    return new Video(
        "video-" + number, 1, metadata, Derived.NOTHING, Instant.EPOCH, Instant.EPOCH, false);
  }

  private static @Nullable String channel(JsonNode said, int number) {
    return said.has("channel") ? said.get("channel").asText() + (number % 7) : null;
  }

  /** Letters only, so that it counts as a word. */
  private static String word(Random random) {
    long number = (long) (150_000 * random.nextDouble());
    StringBuilder word = new StringBuilder("w");
    for (long left = number * 7919 + 26; left > 0; left /= 26) {
      word.append((char) ('a' + left % 26));
    }
    return word.toString().toLowerCase(Locale.ROOT);
  }
}
