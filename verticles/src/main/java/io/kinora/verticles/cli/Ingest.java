package io.kinora.verticles.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinora.verticles.cli.ApiClient.RefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings videos in: metadata in batches, then the files, then waits until all can be found. Running
 * it again repeats nothing that is already in: the server leaves unchanged metadata alone, and a
 * file of the same size is not sent twice.
 */
final class Ingest {

  private static final int BATCH = 200;
  private static final Duration POLL = Duration.ofMillis(150);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ApiClient server;
  private final PrintWriter out;
  private final List<IngestItem> items = new ArrayList<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final IngestSource source = new IngestSource(items::add, failures::put);
  private int uploaded;

  Ingest(ApiClient server, PrintWriter out) {
    this.server = server;
    this.out = out;
  }

  /** Reads what is to come in; nothing is sent yet. */
  Ingest read(Path path) {
    try {
      source.read(path);
    } catch (IOException unreadable) {
      failures.put(path.toString(), "cannot be read: " + unreadable.getMessage());
    }
    return this;
  }

  Ingest add(IngestItem item) {
    items.add(item);
    return this;
  }

  /**
   * @param await whether to wait until everything can be found
   * @return whether everything came in
   */
  boolean run(boolean await) throws InterruptedException {
    List<IngestItem> accepted = sendMetadata();
    List<IngestItem> withFiles = accepted.stream().filter(item -> item.file() != null).toList();
    List<IngestItem> sent = sendFiles(withFiles);
    if (await) {
      List<IngestItem> awaited = new ArrayList<>(accepted);
      awaited.removeIf(item -> item.file() != null && !sent.contains(item));
      awaitAll(awaited);
    }
    summarise();
    return failures.isEmpty();
  }

  private List<IngestItem> sendMetadata() throws InterruptedException {
    List<IngestItem> accepted = new ArrayList<>(items.size());
    try (Progress progress = Progress.over("metadata", items.size(), out)) {
      for (int from = 0; from < items.size(); from += BATCH) {
        List<IngestItem> batch = items.subList(from, Math.min(items.size(), from + BATCH));
        sendBatch(batch, accepted);
        progress.step(batch.size());
      }
    }
    return accepted;
  }

  private void sendBatch(List<IngestItem> batch, List<IngestItem> accepted)
      throws InterruptedException {
    List<JsonNode> answers;
    try {
      answers = server.bulk(batch.stream().map(Ingest::put).toList());
    } catch (RefusedException refused) {
      batch.forEach(item -> failures.put(item.origin(), String.valueOf(refused.getMessage())));
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      IngestItem item = batch.get(i);
      JsonNode answer = i < answers.size() ? answers.get(i) : JSON.createObjectNode();
      if (answer.path("status").asInt(500) < 400) {
        accepted.add(item);
      } else {
        failures.put(
            item.origin(), answer.path("detail").asText("the server gave no answer for it"));
      }
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

  private List<IngestItem> sendFiles(List<IngestItem> withFiles) throws InterruptedException {
    List<IngestItem> sent = new ArrayList<>();
    if (withFiles.isEmpty()) {
      return sent;
    }
    try (Progress progress = Progress.over("files", withFiles.size(), out)) {
      for (IngestItem item : withFiles) {
        try {
          Path file = Objects.requireNonNull(item.file());
          if (!alreadyThere(item.id(), Files.size(file))) {
            server.upload(item.id(), file);
            uploaded++;
          }
          sent.add(item);
        } catch (RefusedException | IOException refused) {
          failures.put(item.origin(), String.valueOf(refused.getMessage()));
        }
        progress.step(1);
      }
    }
    return sent;
  }

  private boolean alreadyThere(String id, long bytes)
      throws InterruptedException, RefusedException {
    JsonNode media = server.get("/v1/videos/" + id).path("media");
    return media.path("bytes").asLong(-1) == bytes;
  }

  private void awaitAll(List<IngestItem> awaited) throws InterruptedException {
    try (Progress progress = Progress.over("searchable", awaited.size(), out)) {
      for (IngestItem item : awaited) {
        String failure = awaitOne(item.id());
        if (failure != null) {
          failures.put(item.origin(), failure);
        }
        progress.step(1);
      }
    }
  }

  /**
   * @return why it failed, or null once it can be found
   */
  private @Nullable String awaitOne(String id) throws InterruptedException {
    String before = "";
    long changed = System.nanoTime();
    while (System.nanoTime() - changed < PATIENCE.toNanos()) {
      JsonNode status;
      try {
        status = server.get("/v1/videos/" + id + "/status");
      } catch (RefusedException refused) {
        return String.valueOf(refused.getMessage());
      }
      switch (status.path("status").asText()) {
        case "searchable" -> {
          return null;
        }
        case "failed" -> {
          return status.path("reason").asText("failed without a reason");
        }
        default -> Thread.sleep(POLL);
      }
      if (!status.toString().equals(before)) {
        before = status.toString();
        changed = System.nanoTime();
      }
    }
    return "no progress for "
        + PATIENCE.toMinutes()
        + " minutes; it may still come, see /v1/videos/"
        + id
        + "/status";
  }

  private void summarise() {
    out.printf(
        "%d of %d videos are in, %d files sent.%n",
        items.size() - failuresAmongItems(), items.size(), uploaded);
    source
        .leftOut()
        .forEach(
            (field, lines) ->
                out.printf(
                    "Left out: field \"%s\" of %d lines, which the catalogue does not know.%n",
                    field, lines));
    if (!failures.isEmpty()) {
      out.printf("%d failed:%n", failures.size());
      failures.forEach((origin, reason) -> out.printf("  %s: %s%n", origin, reason));
    }
    out.flush();
  }

  private long failuresAmongItems() {
    return items.stream().filter(item -> failures.containsKey(item.origin())).count();
  }
}
