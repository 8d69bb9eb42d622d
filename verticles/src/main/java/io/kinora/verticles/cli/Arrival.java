package io.kinora.verticles.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.verticles.cli.ApiClient.RefusedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Videos that were sent and are awaited: each until it can be found, the oldest first. Their number
 * is bounded; what comes on top makes the sender wait for the oldest.
 */
final class Arrival {

  private static final int MOST_AWAITED = 100_000;
  private static final Duration POLL = Duration.ofMillis(150);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private record Sent(String origin, String id) {}

  private final ApiClient server;
  private final BiConsumer<String, String> failures;
  private final Queue<Sent> awaited = new ArrayDeque<>();

  /**
   * @param failures takes where a video came from, and why it cannot be found
   */
  Arrival(ApiClient server, BiConsumer<String, String> failures) {
    this.server = server;
    this.failures = failures;
  }

  void of(IngestItem item) throws InterruptedException {
    if (awaited.size() == MOST_AWAITED) {
      awaitOldest();
    }
    awaited.add(new Sent(item.origin(), item.id()));
  }

  int awaited() {
    return awaited.size();
  }

  void awaitOldest() throws InterruptedException {
    Sent sent = awaited.remove();
    String failure = failure(sent.id());
    if (failure != null) {
      failures.accept(sent.origin(), failure);
    }
  }

  /**
   * @return why it failed, or null once it can be found
   */
  private @Nullable String failure(String id) throws InterruptedException {
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
}
