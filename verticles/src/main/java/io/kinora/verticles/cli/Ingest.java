package io.kinora.verticles.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinora.verticles.cli.ApiClient.RefusedException;
import io.kinora.verticles.evaluation.BeirFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings videos in: batch by batch as they are read, of each first the metadata and then the files;
 * at the end waits until all can be found. Running it again repeats nothing that is already in: the
 * server leaves unchanged metadata alone, and a file of the same size is not sent twice, unless the
 * server failed to use it.
 *
 * <p>Memory does not grow with what is brought in. Failures beyond {@value #MOST_NAMED} are counted
 * and not named.
 */
final class Ingest {

  private static final int BATCH = 200;
  private static final int BATCH_CHARACTERS = 4 << 20;
  private static final int MOST_NAMED = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ApiClient server;
  private final PrintWriter out;
  private final boolean await;
  private final Arrival arrival;
  private final List<IngestItem> batch = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private Map<String, Integer> leftOut = Map.of();
  private long characters;
  private long items;
  private long failed;
  private long failedItems;
  private long uploaded;

  /**
   * @param await whether to wait until everything can be found
   */
  Ingest(ApiClient server, PrintWriter out, boolean await) {
    this.server = server;
    this.out = out;
    this.await = await;
    this.arrival = new Arrival(server, this::failItem);
  }

  /**
   * @return whether everything came in
   */
  boolean paths(List<Path> paths) throws InterruptedException {
    long total = 0;
    for (Path path : paths) {
      total += IngestSource.count(path);
    }
    try (Progress progress = Progress.over("sent", total, out)) {
      IngestSource source =
          new IngestSource(
              item -> take(item, progress),
              (origin, reason) -> {
                fail(origin, reason);
                progress.step(1);
              });
      for (Path path : paths) {
        try {
          source.read(path);
        } catch (IOException unreadable) {
          fail(path.toString(), MediaFolder.reason(unreadable));
        }
      }
      sendBatch(progress);
      leftOut = source.leftOut();
    }
    return finish();
  }

  /**
   * @return whether everything came in
   */
  boolean items(List<IngestItem> given) throws InterruptedException {
    try {
      return items(
          given.size(),
          taker -> {
            for (IngestItem item : given) {
              taker.take(item);
            }
          });
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Gives items one after the other. */
  interface Source {
    void give(BeirFiles.Taker<IngestItem> taker) throws IOException, InterruptedException;
  }

  /**
   * @param total how many the source gives
   * @return whether everything came in
   */
  boolean items(long total, Source source) throws IOException, InterruptedException {
    try (Progress progress = Progress.over("sent", total, out)) {
      source.give(item -> take(item, progress));
      sendBatch(progress);
    }
    return finish();
  }

  private void take(IngestItem item, Progress progress) throws InterruptedException {
    items++;
    String line = put(item);
    batch.add(item);
    lines.add(line);
    characters += line.length();
    if (batch.size() == BATCH || characters >= BATCH_CHARACTERS) {
      sendBatch(progress);
    }
  }

  private static String put(IngestItem item) {
    ObjectNode video = item.metadata().deepCopy();
    video.put("id", item.id());
    try {
      return JSON.writeValueAsString(JSON.createObjectNode().set("put", video));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void sendBatch(Progress progress) throws InterruptedException {
    List<IngestItem> accepted = batch.isEmpty() ? List.of() : sendMetadata();
    progress.step(batch.size() - accepted.size());
    batch.clear();
    lines.clear();
    characters = 0;
    for (IngestItem item : accepted) {
      boolean sent = item.file() == null || sendFile(item, item.file());
      if (sent && await) {
        arrival.of(item);
      }
      progress.step(1);
    }
  }

  private List<IngestItem> sendMetadata() throws InterruptedException {
    List<IngestItem> accepted = new ArrayList<>(batch.size());
    List<JsonNode> answers;
    try {
      answers = server.bulk(lines);
    } catch (RefusedException refused) {
      batch.forEach(item -> failItem(item.origin(), String.valueOf(refused.getMessage())));
      return accepted;
    }
    for (int i = 0; i < batch.size(); i++) {
      JsonNode answer = i < answers.size() ? answers.get(i) : JSON.createObjectNode();
      if (answer.path("status").asInt(500) < 400) {
        accepted.add(batch.get(i));
      } else {
        failItem(
            batch.get(i).origin(),
            answer.path("detail").asText("the server gave no answer for it"));
      }
    }
    return accepted;
  }

  private boolean sendFile(IngestItem item, Path file) throws InterruptedException {
    try {
      if (!alreadyThere(item.id(), Files.size(file))) {
        server.upload(item.id(), file);
        uploaded++;
      }
      return true;
    } catch (RefusedException | IOException refused) {
      failItem(item.origin(), String.valueOf(refused.getMessage()));
      return false;
    }
  }

  /** A video that failed needs its file again even if the catalogue names one of that size. */
  private boolean alreadyThere(String id, long bytes)
      throws InterruptedException, RefusedException {
    JsonNode video = server.get("/v1/videos/" + id);
    boolean failed = video.path("status").asText().equals("failed");
    return !failed && video.path("media").path("bytes").asLong(-1) == bytes;
  }

  private boolean finish() throws InterruptedException {
    if (arrival.awaited() > 0) {
      try (Progress progress = Progress.over("searchable", arrival.awaited(), out)) {
        while (arrival.awaited() > 0) {
          arrival.awaitOldest();
          progress.step(1);
        }
      }
    }
    summarise();
    return failed == 0;
  }

  private void failItem(String origin, String reason) {
    failedItems++;
    fail(origin, reason);
  }

  private void fail(String origin, String reason) {
    failed++;
    if (failures.size() < MOST_NAMED) {
      failures.put(origin, reason);
    }
  }

  private void summarise() {
    out.printf("%d of %d videos are in, %d files sent.%n", items - failedItems, items, uploaded);
    leftOut.forEach(
        (field, count) ->
            out.printf(
                "Left out: field \"%s\" of %d lines, which the catalogue does not know.%n",
                field, count));
    if (failed > 0) {
      out.printf("%d failed:%n", failed);
      failures.forEach((origin, reason) -> out.printf("  %s: %s%n", origin, reason));
    }
    if (failed > failures.size()) {
      out.printf("  and %d more%n", failed - failures.size());
    }
    out.flush();
  }
}
