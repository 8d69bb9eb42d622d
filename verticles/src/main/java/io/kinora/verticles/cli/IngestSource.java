package io.kinora.verticles.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinora.verticles.cli.Lines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is to be ingested: a folder of media, a single media file, or NDJSON with metadata
 * whose optional {@code file} names media in or below the NDJSON file's folder. A folder that holds
 * NDJSON files is read by those.
 */
final class IngestSource {

  private static final Set<String> MEDIA =
      Set.of(
          "mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "ts", "m2ts", "mts", "wmv",
          "flv", "3gp", "ogv", "mxf");
  private static final Set<String> NDJSON = Set.of("ndjson", "jsonl");

  /** What the API knows of a video; other fields of a line are left out and counted. */
  private static final Set<String> KNOWN =
      Set.of(
          "title",
          "description",
          "channel",
          "tags",
          "language",
          "published_at",
          "duration_s",
          "category",
          "transcript",
          "views",
          "likes",
          "license",
          "vectors",
          "frames");

  private static final int LONGEST_LINE = 1 << 20;
  private static final int LONGEST_SLUG = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sink items;
  private final BiConsumer<String, String> failures;
  private final Map<String, Integer> leftOut = new TreeMap<>();
  private final Map<String, Path> fileOf = new HashMap<>();

  /** Takes what is read; may wait. */
  interface Sink {
    void accept(IngestItem item) throws InterruptedException;
  }

  /**
   * @param items takes each item as it is read
   * @param failures takes where and what could not be read
   */
  IngestSource(Sink items, BiConsumer<String, String> failures) {
    this.items = items;
    this.failures = failures;
  }

  /** Field names that the API does not know, with how many lines had them. */
  Map<String, Integer> leftOut() {
    return leftOut;
  }

  /**
   * About how many items there are: lines that are not empty, files with the ending of a video; 0
   * for what cannot be read.
   */
  static long count(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        return NDJSON.contains(extension(path)) ? countLines(path) : 1;
      }
      List<Path> lists = lists(path);
      if (lists.isEmpty()) {
        return media(path, (where, why) -> {}).size();
      }
      long lines = 0;
      for (Path list : lists) {
        lines += countLines(list);
      }
      return lines;
    } catch (IOException unreadable) {
      return 0;
    }
  }

  private static long countLines(Path list) throws IOException {
    long lines = 0;
    try (InputStream in = Files.newInputStream(list)) {
      byte[] buffer = new byte[1 << 16];
      byte before = '\n';
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (before == '\n' && buffer[i] != '\n') {
            lines++;
          }
          before = buffer[i];
        }
      }
    }
    return lines;
  }

  void read(Path path) throws IOException, InterruptedException {
    if (Files.isDirectory(path)) {
      readFolder(path);
    } else if (!Files.exists(path)) {
      failures.accept(path.toString(), "no such file or folder");
    } else if (NDJSON.contains(extension(path))) {
      readLines(path);
    } else {
      accept(ofFile(path, path.getFileName()), path);
    }
  }

  private void readFolder(Path folder) throws IOException, InterruptedException {
    List<Path> lists = lists(folder);
    for (Path list : lists) {
      try {
        readLines(list);
      } catch (IOException unreadable) {
        failures.accept(list.toString(), MediaFolder.reason(unreadable));
      }
    }
    if (!lists.isEmpty()) {
      return;
    }
    for (Path file : media(folder, failures)) {
      accept(ofFile(file, folder.relativize(file)), file);
    }
  }

  private static List<Path> lists(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> NDJSON.contains(extension(f)) && Files.isRegularFile(f))
          .sorted()
          .toList();
    } catch (UncheckedIOException brokenOff) {
      throw brokenOff.getCause();
    }
  }

  private static List<Path> media(Path folder, BiConsumer<String, String> failures)
      throws IOException {
    return MediaFolder.files(folder, file -> MEDIA.contains(extension(file)), failures);
  }

  /** Two files whose names make one id would overwrite each other. */
  private void accept(IngestItem item, Path file) throws InterruptedException {
    Path first = fileOf.putIfAbsent(item.id(), file);
    if (first == null || first.equals(file)) {
      items.accept(item);
    } else {
      failures.accept(
          item.origin(),
          "its id would be \""
              + item.id()
              + "\", as that of "
              + first
              + "; rename one, or list both in NDJSON");
    }
  }

  private static IngestItem ofFile(Path file, Path named) {
    String name = named.toString();
    String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    ObjectNode metadata = JSON.createObjectNode();
    metadata.put("title", title(Path.of(stem).getFileName().toString()));
    return new IngestItem(file.toString(), slug(stem), metadata, file);
  }

  private static String title(String stem) {
    String words =
        stem.replaceAll("[_]+|(?<=\\p{L})[-](?=\\p{L})", " ").replaceAll("\\s+", " ").strip();
    return words.isEmpty() ? stem : words.substring(0, Math.min(300, words.length()));
  }

  /** An id that is the same each time the same file is ingested. */
  private static String slug(String stem) {
    String bare =
        Normalizer.normalize(stem, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}+", "");
    String trimmed = bare.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    boolean lettersLost = bare.codePoints().anyMatch(c -> c > 127 && Character.isLetterOrDigit(c));
    if (trimmed.length() > LONGEST_SLUG || trimmed.isEmpty() || lettersLost) {
      String rest = Integer.toHexString(stem.hashCode());
      return trimmed.isEmpty()
          ? "video-" + rest
          : trimmed.substring(0, Math.min(LONGEST_SLUG, trimmed.length())) + "-" + rest;
    }
    return trimmed;
  }

  private void readLines(Path list) throws IOException, InterruptedException {
    Path root = Objects.requireNonNull(list.toRealPath().getParent(), "a file has a folder");
    try (Lines lines = new Lines(Files.newBufferedReader(list), LONGEST_LINE)) {
      int number = 0;
      for (Line line = lines.next(); line != null; line = lines.next()) {
        number++;
        String origin = list.getFileName() + ":" + number;
        if (!line.whole()) {
          failures.accept(origin, line.length() + " characters; allowed: up to " + LONGEST_LINE);
        } else if (!line.text().isBlank()) {
          readLine(origin, line.text(), root);
        }
      }
    }
  }

  private void readLine(String origin, String line, Path root) throws InterruptedException {
    try {
      JsonNode parsed = JSON.readTree(line);
      if (!(parsed instanceof ObjectNode video)) {
        failures.accept(origin, "not a JSON object");
        return;
      }
      JsonNode id = video.get("id");
      if (id == null || !id.isTextual()) {
        failures.accept(origin, "id is missing; allowed: a text of 1 to 128 URL-safe characters");
        return;
      }
      Path file = video.hasNonNull("file") ? mediaOf(video.get("file").asText(), root) : null;
      items.accept(
          new IngestItem(origin + " (" + id.asText() + ")", id.asText(), known(video), file));
    } catch (JsonProcessingException malformed) {
      failures.accept(origin, "not JSON: " + malformed.getOriginalMessage());
    } catch (IOException unusable) {
      failures.accept(origin, String.valueOf(unusable.getMessage()));
    }
  }

  private ObjectNode known(ObjectNode video) {
    ObjectNode metadata = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> field : video.properties()) {
      if (KNOWN.contains(field.getKey())) {
        metadata.set(field.getKey(), field.getValue());
      } else if (!field.getKey().equals("id") && !field.getKey().equals("file")) {
        leftOut.merge(field.getKey(), 1, Integer::sum);
      }
    }
    return metadata;
  }

  /**
   * A file may only lie in or below the folder of the list that names it; links are followed before
   * that is judged.
   */
  private static Path mediaOf(String named, Path root) throws IOException {
    Path file;
    try {
      file = root.resolve(named).normalize();
    } catch (java.nio.file.InvalidPathException malformed) {
      throw new IOException("file is \"" + named + "\"; allowed: a path below " + root);
    }
    if (!file.startsWith(root)) {
      throw new IOException("file is \"" + named + "\"; allowed: a path below " + root);
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("file is \"" + named + "\", and there is no such file");
    }
    if (!file.toRealPath().startsWith(root)) {
      throw new IOException("file is \"" + named + "\", a link that leads out of " + root);
    }
    return file;
  }

  private static String extension(Path path) {
    @Nullable Path name = path.getFileName();
    String text = name == null ? "" : name.toString();
    return text.substring(text.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
