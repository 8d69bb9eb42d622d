package io.kinora.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How often a video is among the first three when its title is asked with one mistake in it: a
 * character inserted, left out, replaced or swapped with the next, anywhere in the title. A node
 * with its usual settings is asked over HTTP.
 *
 * <pre>
 * TypoBench folder-of-ndjson [data folder] [titles, 500] [seed, 4] [shards, 1] [modes] [videos, all]
 * </pre>
 */
final class TypoBench {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FIRST = 3;
  private static final List<String> TAKEN =
      List.of("id", "title", "description", "channel", "tags", "views", "likes", "published_at");

  /**
   * @param typed the title with a mistake
   */
  private record Asked(String id, String title, String typed) {}

  private TypoBench() {}

  public static void main(String[] args) throws IOException {
    Path data = Path.of(args.length > 1 ? args[1] : "typo-bench-data");
    int titles = args.length > 2 ? Integer.parseInt(args[2]) : 500;
    long seed = args.length > 3 ? Long.parseLong(args[3]) : 4;
    int shards = args.length > 4 ? Integer.parseInt(args[4]) : 1;
    List<String> modes = List.of((args.length > 5 ? args[5] : "text,hybrid").split(","));
    boolean vectors = modes.contains("hybrid");
    int most = args.length > 6 ? Integer.parseInt(args[6]) : Integer.MAX_VALUE;
    List<JsonNode> videos = videos(Path.of(args[0]));
    Collections.shuffle(videos, new Random(1));
    videos = videos.subList(0, Math.min(most, videos.size()));
    List<Asked> asked = asked(videos, titles, new Random(seed));
    Map<String, String> settings =
        Map.of("encoders.text", vectors ? "bge-small-en-v1.5" : "none", "search.cache", "none");
    try (BenchNode node = BenchNode.start(data, shards, settings)) {
      List<String> lines = new ArrayList<>();
      for (JsonNode video : videos) {
        lines.add(JSON.writeValueAsString(Map.of("put", video)) + "\n");
      }
      node.load(lines);
      node.awaitSearchable(videos.size());
      for (int i = videos.size() - 1; i >= 0; i -= 97) {
        node.awaitStatus(videos.get(i).path("id").asText(), "searchable");
      }
      awaitLexicon(node);
      System.out.printf(
          "%d titles of %d videos, one edit each, seed %d, %d shards%n",
          asked.size(), videos.size(), seed, shards);
      for (String mode : modes) {
        for (String spelling : List.of("off", "auto")) {
          measure(node, asked, mode, spelling);
        }
      }
    }
  }

  private static List<JsonNode> videos(Path folder) throws IOException {
    List<JsonNode> videos = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".ndjson")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode said = JSON.readTree(line);
          ObjectNode video = JSON.createObjectNode();
          TAKEN.stream().filter(said::has).forEach(field -> video.set(field, said.get(field)));
          if (said.has("category_id")) {
            video.put("category", "category-" + said.get("category_id").asText());
          }
          videos.add(video);
        }
      }
    }
    return videos;
  }

  /** Titles that only one video has. */
  private static List<Asked> asked(List<JsonNode> videos, int titles, Random random) {
    Set<String> once = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (JsonNode video : videos) {
      String title = video.path("title").asText();
      if (!once.add(title)) {
        twice.add(title);
      }
    }
    List<Asked> asked = new ArrayList<>();
    while (asked.size() < titles) {
      JsonNode video = videos.get(random.nextInt(videos.size()));
      String title = video.path("title").asText();
      if (!twice.contains(title) && title.length() > 3) {
        asked.add(new Asked(video.path("id").asText(), title, mistyped(title, random)));
      }
    }
    return asked;
  }

  private static String mistyped(String title, Random random) {
    int[] c = title.codePoints().toArray();
    int at = random.nextInt(c.length);
    int letter = 'a' + random.nextInt(26);
    int kind = random.nextInt(4);
    StringBuilder typed = new StringBuilder();
    for (int i = 0; i < c.length; i++) {
      boolean last = i + 1 == c.length;
      switch (i == at ? kind : -1) {
        case 0 -> typed.appendCodePoint(letter).appendCodePoint(c[i]);
        case 1 -> {} // left out
        case 2 -> typed.appendCodePoint(letter);
        case 3 -> {
          if (!last) {
            typed.appendCodePoint(c[++i]);
          }
          typed.appendCodePoint(c[at]);
        }
        default -> typed.appendCodePoint(c[i]);
      }
    }
    return typed.toString();
  }

  private static void awaitLexicon(BenchNode node) throws IOException {
    BenchNode.pause(10_000);
    node.search(body("wait", "text", "auto", 1));
  }

  private static void measure(BenchNode node, List<Asked> asked, String mode, String spelling)
      throws IOException {
    int found = 0;
    int applied = 0;
    double[] millis = new double[asked.size()];
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      Asked each = asked.get(i);
      JsonNode answer = JSON.readTree(node.search(body(each.typed(), mode, spelling, FIRST)));
      boolean there = false;
      for (JsonNode hit : answer.path("hits")) {
        there |= hit.path("id").asText().equals(each.id());
      }
      JsonNode corrected = answer.path("query").path("spelling");
      found += there ? 1 : 0;
      applied += corrected.path("applied").asBoolean() ? 1 : 0;
      millis[i] = answer.path("took_ms").asDouble();
      if (!there) {
        missed.add(each.title() + " | " + each.typed() + " | " + corrected);
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "%s, spelling %s: in the first %d: %d of %d (%.1f %%), corrected %d, p50 %.1f ms, p99 %.1f"
            + " ms%n",
        mode,
        spelling,
        FIRST,
        found,
        asked.size(),
        100.0 * found / asked.size(),
        applied,
        millis[millis.length / 2],
        millis[(int) (millis.length * 0.99)]);
    missed.forEach(each -> System.out.println("  missed: " + each));
  }

  private static String body(String q, String mode, String spelling, int limit) throws IOException {
    return JSON.writeValueAsString(
        Map.of(
            "q",
            q.length() > 512 ? q.substring(0, 512) : q,
            "mode",
            mode,
            "spelling",
            spelling,
            "limit",
            limit,
            "deadline_ms",
            2000,
            "fields",
            List.of("id")));
  }
}
