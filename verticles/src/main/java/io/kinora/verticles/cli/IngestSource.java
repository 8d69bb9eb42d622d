package io.kinora.verticles.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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

  private final Consumer<IngestItem> items;
  private final BiConsumer<String, String> failures;
  private final Map<String, Integer> leftOut = new TreeMap<>();
  private final Map<String, Path> fileOf = new HashMap<>();

  /**
   * @param items takes each item as it is read
   * @param failures takes where and what could not be read
   */
  IngestSource(Consumer<IngestItem> items, BiConsumer<String, String> failures) {
    this.items = items;
    this.failures = failures;
  }

  /** Field names that the API does not know, with how many lines had them. */
  Map<String, Integer> leftOut() {
    return leftOut;
  }

  void read(Path path) throws IOException {
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

  private void readFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      var lists =
          files
              .filter(f -> NDJSON.contains(extension(f)) && Files.isRegularFile(f))
              .sorted()
              .toList();
      if (!lists.isEmpty()) {
        for (Path list : lists) {
          readLines(list);
        }
        return;
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      Iterator<Path> media =
          files
              .filter(f -> MEDIA.contains(extension(f)) && Files.isRegularFile(f))
              .sorted()
              .iterator();
      while (media.hasNext()) {
        Path file = media.next();
        accept(ofFile(file, folder.relativize(file)), file);
      }
    }
  }

  /** Two files whose names make one id would overwrite each other. */
  private void accept(IngestItem item, Path file) {
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

  private void readLines(Path list) throws IOException {
    Path root = Objects.requireNonNull(list.toRealPath().getParent(), "a file has a folder");
    try (BufferedReader reader = Files.newBufferedReader(list)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          readLine(list.getFileName() + ":" + number, line, root);
        }
      }
    }
  }

  private void readLine(String origin, String line, Path root) {
    if (line.length() > LONGEST_LINE) {
      failures.accept(origin, line.length() + " characters; allowed: up to " + LONGEST_LINE);
      return;
    }
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
