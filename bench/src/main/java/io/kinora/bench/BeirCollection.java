package io.kinora.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Texts, questions about them, and which text answers which question.
 *
 * @param queries those with judgements, in the order of their ids
 */
record BeirCollection(String name, List<Text> texts, List<Query> queries) {

  private static final ObjectMapper JSON = new ObjectMapper();

  record Text(String id, String title, String body) {}

  /**
   * @param grades by the text's id; those left out answer nothing
   */
  record Query(String id, String words, Map<String, Integer> grades) {}

  /**
   * A folder in the layout of BEIR (Thakur et al. 2021): {@code corpus.jsonl}, {@code
   * queries.jsonl}, {@code qrels.tsv} (in BEIR's archives {@code qrels/test.tsv}). Or a file of
   * videos, one JSON object a line with {@code id}, {@code title} and {@code description}: then
   * each title asks for the video that it belongs to, which is known by its description alone.
   */
  static BeirCollection read(Path source) throws IOException {
    String name = String.valueOf(source.getFileName());
    return Files.isDirectory(source) ? judged(name, source) : knownItems(name, source);
  }

  private static BeirCollection judged(String name, Path folder) throws IOException {
    List<Text> texts = new ArrayList<>();
    for (JsonNode document : lines(folder.resolve("corpus.jsonl"))) {
      texts.add(
          new Text(
              document.path("_id").asText(),
              document.path("title").asText(),
              document.path("text").asText()));
    }
    Path flat = folder.resolve("qrels.tsv");
    Path nested = folder.resolve("qrels").resolve("test.tsv");
    Map<String, Map<String, Integer>> grades = grades(Files.exists(flat) ? flat : nested);
    List<Query> queries = new ArrayList<>();
    for (JsonNode query : lines(folder.resolve("queries.jsonl"))) {
      Map<String, Integer> answers = grades.remove(query.path("_id").asText());
      if (answers != null) {
        queries.add(new Query(query.path("_id").asText(), query.path("text").asText(), answers));
      }
    }
    return new BeirCollection(name, texts, queries);
  }

  private static Map<String, Map<String, Integer>> grades(Path file) throws IOException {
    Map<String, Map<String, Integer>> grades = new TreeMap<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split("\t", -1);
      grades
          .computeIfAbsent(parts[0], query -> new HashMap<>())
          .put(parts[1], Integer.parseInt(parts[2].trim()));
    }
    return grades;
  }

  private static BeirCollection knownItems(String name, Path file) throws IOException {
    List<Text> texts = new ArrayList<>();
    List<Query> queries = new ArrayList<>();
    for (JsonNode video : lines(file)) {
      String id = video.path("id").asText();
      texts.add(new Text(id, "", video.path("description").asText()));
      queries.add(new Query(id, video.path("title").asText(), Map.of(id, 1)));
    }
    return new BeirCollection(name, texts, queries);
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      objects.add(JSON.readTree(line));
    }
    return objects;
  }
}
