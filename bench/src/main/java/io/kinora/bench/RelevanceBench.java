package io.kinora.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinora.catalog.Derived;
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
import io.kinora.search.Sort;
import io.kinora.search.filter.Filter;
import io.kinora.search.shard.ShardSearch;
import io.kinora.search.shard.ShardSearchConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well words alone rank: nDCG@10 over a collection in BEIR's layout (corpus.jsonl,
 * queries.jsonl, qrels.tsv). Arguments: the folder, and where to put the index.
 */
public final class RelevanceBench {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEPTH = 10;

  private RelevanceBench() {}

  public static void main(String[] args) throws IOException {
    Path collection = Path.of(args[0]);
    VectorSpaces spaces =
        new VectorSpaces(new VectorSpaces.Space("none", 1), new VectorSpaces.Space("none", 1));
    try (Shard shard = Shard.open(Path.of(args[1]), spaces, ShardConfig.DEFAULT)) {
      for (String line : Files.readAllLines(collection.resolve("corpus.jsonl"))) {
        shard.apply(video(JSON.readTree(line)));
      }
      shard.compact();
      report(new ShardSearch(shard, ShardSearchConfig.DEFAULT), collection);
    }
  }

  private static Video video(JsonNode document) {
    String title = document.path("title").asText();
    VideoMetadata said =
        new VideoMetadata(
            title,
            document.path("text").asText(),
            null,
            List.of(),
            null,
            null,
            null,
            null,
            "",
            0,
            0,
            null,
            null,
            null,
            List.of());
    return new Video(
        document.path("_id").asText(),
        1,
        said,
        Derived.NOTHING,
        Instant.EPOCH,
        Instant.EPOCH,
        false);
  }

  private static void report(ShardSearch search, Path collection) throws IOException {
    Map<String, Map<String, Integer>> judged = judgements(collection.resolve("qrels.tsv"));
    Map<String, String> queries = new HashMap<>();
    for (String line : Files.readAllLines(collection.resolve("queries.jsonl"))) {
      JsonNode query = JSON.readTree(line);
      queries.put(query.path("_id").asText(), query.path("text").asText());
    }
    double gain = 0;
    long nanos = 0;
    for (int round = 0; round < 5; round++) {
      gain = 0;
      nanos = 0;
      for (Map.Entry<String, Map<String, Integer>> each : judged.entrySet()) {
        long start = System.nanoTime();
        List<String> ranked = ranked(search, queries.getOrDefault(each.getKey(), ""));
        nanos += System.nanoTime() - start;
        gain += ndcg(ranked, each.getValue());
      }
    }
    System.out.printf(
        "queries %d  nDCG@10 %.4f  %.3f ms a query%n",
        judged.size(), gain / judged.size(), nanos / 1e6 / judged.size());
  }

  private static List<String> ranked(ShardSearch search, String text) throws IOException {
    ShardQuery query =
        new ShardQuery(
            text,
            null,
            null,
            null,
            Set.of(Retriever.LEXICAL),
            Filter.ALL,
            100,
            Sort.RELEVANCE,
            null,
            List.of(),
            false);
    ShardAnswer answer = search.search(query, Deadline.in(5000));
    List<Candidate> candidates = new ArrayList<>(answer.candidates());
    candidates.sort(Comparator.comparingDouble((Candidate c) -> -c.scores()[0]));
    return candidates.stream().limit(DEPTH).map(Candidate::id).toList();
  }

  private static Map<String, Map<String, Integer>> judgements(Path file) throws IOException {
    Map<String, Map<String, Integer>> judged = new HashMap<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split("\t", -1);
      judged
          .computeIfAbsent(parts[0], query -> new HashMap<>())
          .put(parts[1], Integer.parseInt(parts[2].trim()));
    }
    return judged;
  }

  /** Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002), gain = grade. */
  static double ndcg(List<String> ranked, Map<String, Integer> grades) {
    double found = 0;
    for (int i = 0; i < Math.min(DEPTH, ranked.size()); i++) {
      found += grades.getOrDefault(ranked.get(i), 0) / log2(i + 2);
    }
    List<Integer> best = new ArrayList<>(grades.values());
    best.sort(Comparator.reverseOrder());
    double ideal = 0;
    for (int i = 0; i < Math.min(DEPTH, best.size()); i++) {
      ideal += best.get(i) / log2(i + 2);
    }
    return ideal == 0 ? 0 : found / ideal;
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
