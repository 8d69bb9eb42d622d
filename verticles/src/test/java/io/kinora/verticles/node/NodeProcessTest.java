package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node as a process of its own: what was acknowledged survives however it ends. */
class NodeProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;
  private Process process;

  @AfterEach
  void nothingIsLeftRunning() throws Exception {
    if (process != null && process.isAlive()) {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void what_was_acknowledged_is_found_once_after_kill_9_and_after_a_clean_stop() throws Exception {
    HttpCalls http = start();
    Map<String, Long> acknowledged = new HashMap<>();
    for (int batch = 0; batch < 5; batch++) {
      put(http, batch * 40, 40, acknowledged);
    }
    put(http, 0, 40, acknowledged);
    process.destroyForcibly().waitFor();

    http = start();
    assertAllFound(http, acknowledged);
    assertThat(stopCleanly()).as("exit code after SIGTERM: 128 + 15").isEqualTo(143);

    http = start();
    assertAllFound(http, acknowledged);
  }

  private static void put(HttpCalls http, int from, int count, Map<String, Long> acknowledged)
      throws Exception {
    List<String> lines =
        IntStream.range(from, from + count)
            .mapToObj(i -> "{\"put\": {\"id\": \"v" + i + "\", \"title\": \"Survivor " + i + "\"}}")
            .toList();
    for (String line : http.bulk(lines).text().split("\n")) {
      JsonNode answer = HttpCalls.JSON.readTree(line);
      assertThat(answer.path("status").asInt()).as(line).isEqualTo(202);
      acknowledged.put(answer.path("id").asText(), answer.path("version").asLong());
    }
  }

  private static void assertAllFound(HttpCalls http, Map<String, Long> acknowledged)
      throws Exception {
    for (Map.Entry<String, Long> video : acknowledged.entrySet()) {
      JsonNode status = http.awaitStatus(video.getKey(), List.of("searchable"));
      assertThat(status.path("visible_version").asLong())
          .as(video.getKey())
          .isGreaterThanOrEqualTo(video.getValue());
    }
    List<String> found = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page =
          http.searchFor("survivor", "&mode=text&sort=newest&limit=100&fields=id" + cursor).json();
      page.path("hits").forEach(hit -> found.add(hit.path("id").asText()));
      cursor =
          page.path("next_cursor").isTextual()
              ? "&cursor=" + page.path("next_cursor").asText()
              : null;
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(acknowledged.keySet());
  }

  private HttpCalls start() throws Exception {
    Path data = folder.resolve("data");
    Files.deleteIfExists(data.resolve("node.url"));
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(
        List.of("@../bin/jvm.args", "-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            "io.kinora.verticles.cli.Kinora",
            "serve",
            "--data",
            data.toString(),
            "--http-port",
            "0"));
    Path log = folder.resolve("log-" + System.nanoTime());
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.readString(log).contains("Ready after")) {
      assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
      assertThat(System.nanoTime()).as("not ready: " + Files.readString(log)).isLessThan(until);
      Thread.sleep(50);
    }
    return new HttpCalls(read(data.resolve("node.url")), read(data.resolve("operator.token")));
  }

  private int stopCleanly() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file).strip();
  }
}
