package io.kinora.verticles.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinora.ranking.evaluation.Judgements;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The files of a judged collection in the layout of BEIR (Thakur et al. 2021), each of which may be
 * gzipped. An error names the file and the line.
 */
public final class BeirFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is searched. */
  public record Document(String id, String title, String text) {}

  /** What is asked. */
  public record Query(String id, String text) {}

  /** Takes one thing after the other. */
  public interface Taker<T> {
    void take(T each) throws IOException, InterruptedException;
  }

  private BeirFiles() {}

  /** How many lines a file has that are not blank. */
  public static long count(Path file) throws IOException {
    try (BufferedReader lines = open(file)) {
      return lines.lines().filter(line -> !line.isBlank()).count();
    }
  }

  /** Reads {@code corpus.jsonl}: {@code _id}, {@code title} (may be missing) and {@code text}. */
  public static void documents(Path corpus, Taker<Document> taker)
      throws IOException, InterruptedException {
    try (BufferedReader lines = open(corpus)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          JsonNode json = object(corpus, number, line);
          taker.take(
              new Document(
                  id(corpus, number, json),
                  json.path("title").asText(""),
                  json.path("text").asText("")));
        }
      }
    }
  }

  /** Reads {@code queries.jsonl}: {@code _id} and {@code text}. */
  public static List<Query> queries(Path file) throws IOException {
    List<Query> queries = new ArrayList<>();
    try (BufferedReader lines = open(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          JsonNode json = object(file, number, line);
          queries.add(new Query(id(file, number, json), json.path("text").asText("")));
        }
      }
    }
    return queries;
  }

  /**
   * Reads judgements: BEIR's three columns (query, document, grade) under a header, or TREC's four
   * (query, 0, document, grade).
   */
  public static Judgements judgements(Path file) throws IOException {
    Judgements judgements = new Judgements();
    try (BufferedReader lines = open(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String[] columns = line.strip().split("\\s+");
        boolean header = number == 1 && !isGrade(columns[columns.length - 1]);
        if (line.isBlank() || header) {
          continue;
        }
        if (columns.length < 3 || columns.length > 4 || !isGrade(columns[columns.length - 1])) {
          throw wrong(file, number, "three columns: query, document and a whole number as grade");
        }
        judgements.add(
            columns[0], columns[columns.length - 2], Integer.parseInt(columns[columns.length - 1]));
      }
    }
    return judgements;
  }

  private static boolean isGrade(String column) {
    return column.matches("-?\\d{1,9}");
  }

  private static JsonNode object(Path file, int number, String line) throws IOException {
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (JsonProcessingException malformed) {
      throw wrong(file, number, "a JSON object");
    }
    if (!json.isObject()) {
      throw wrong(file, number, "a JSON object");
    }
    return json;
  }

  private static String id(Path file, int number, JsonNode json) throws IOException {
    String id = json.path("_id").asText("");
    if (id.isEmpty()) {
      throw wrong(file, number, "an object with \"_id\"");
    }
    return id;
  }

  static IOException wrong(Path file, int line, String allowed) {
    return new IOException("line " + line + " of " + file + " is not " + allowed);
  }

  /** A file as text, unpacked if it is gzipped, whatever it is called. */
  static BufferedReader open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file));
    try {
      raw.mark(2);
      boolean gzipped = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      InputStream plain = gzipped ? new GZIPInputStream(raw, 1 << 16) : raw;
      return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    } catch (IOException broken) {
      raw.close();
      throw broken;
    }
  }
}
