package io.kinora.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The nodes that {@code kinora cluster} runs on a data folder. */
final class DrilledNodes {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path data;
  private final String token;
  private final List<Path> folders;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofMillis(500))
          .build();

  DrilledNodes(Path data) throws IOException {
    this.data = data;
    this.token = Files.readString(data.resolve("operator.token")).strip();
    try (Stream<Path> entries = Files.list(data)) {
      this.folders =
          entries
              .filter(path -> path.getFileName().toString().startsWith("node-"))
              .sorted()
              .toList();
    }
  }

  int count() {
    return folders.size();
  }

  /** Where a node answers, or an empty text while it does not run. */
  String url(int node) {
    try {
      return Files.readString(folders.get(node).resolve("node.url")).strip();
    } catch (IOException stopped) {
      return "";
    }
  }

  /** Sends a node's process a signal, e.g. {@code KILL}. */
  void signal(int node, String name) throws IOException, InterruptedException {
    String pid = Files.readString(folders.get(node).resolve("node.lock")).strip();
    new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
  }

  /** One request to one node; a body is NDJSON. */
  HttpResponse<String> call(int node, String method, String path, String body, Duration patience)
      throws IOException, InterruptedException {
    return call(node, method, path, "application/x-ndjson", body, patience);
  }

  private HttpResponse<String> call(
      int node, String method, String path, String type, String body, Duration patience)
      throws IOException, InterruptedException {
    String url = url(node);
    if (url.isEmpty()) {
      throw new java.net.ConnectException("node " + (node + 1) + " does not run");
    }
    HttpRequest.BodyPublisher sent =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(patience)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .method(method, sent)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /**
   * Waits until every node runs and every one of them sees all shards whole.
   *
   * @return seconds waited, or -1 if it was not so in time
   */
  double awaitWhole(Duration patience) throws InterruptedException {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < patience.toNanos()) {
      boolean whole = true;
      for (int node = 0; node < count() && whole; node++) {
        whole = whole(node);
      }
      if (whole) {
        return (System.nanoTime() - begin) / 1e9;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return -1;
  }

  private boolean whole(int node) throws InterruptedException {
    try {
      Duration second = Duration.ofSeconds(1);
      JsonNode nodes = JSON.readTree(call(node, "GET", "/v1/admin/nodes", "", second).body());
      JsonNode shards = JSON.readTree(call(node, "GET", "/v1/admin/shards", "", second).body());
      boolean all = nodes.path("nodes").size() == count();
      for (JsonNode shard : shards.path("shards")) {
        all &= shard.path("health").asText().equals("whole");
        all &=
            shard.path("replicas").size()
                == Math.min(count(), shards.path("wanted_replicas").asInt());
      }
      return all && !shards.path("shards").isEmpty();
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * Has the same index built anew and waits until every node searches the new one.
   *
   * @return its generation
   */
  int reindex(Duration patience) throws IOException, InterruptedException {
    HttpResponse<String> begun = order("/v1/admin/reindex", patience);
    if (begun.statusCode() != 202) {
      throw new IOException("no new index: " + begun.body());
    }
    int generation = JSON.readTree(begun.body()).path("generation").asInt();
    awaitSearched(generation, patience);
    return generation;
  }

  /** Has another generation searched, and waits until every node does. */
  void search(int generation, Duration patience) throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    HttpResponse<String> switched = order("/v1/admin/reindex/" + generation + "/search", patience);
    while (switched.statusCode() == 409 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(100); // it has not got all that was just written
      switched = order("/v1/admin/reindex/" + generation + "/search", patience);
    }
    if (switched.statusCode() != 200) {
      throw new IOException("generation " + generation + " is not searched: " + switched.body());
    }
    awaitSearched(generation, patience);
  }

  private HttpResponse<String> order(String path, Duration patience)
      throws IOException, InterruptedException {
    return call(0, "POST", path, "application/json", "{}", patience);
  }

  private void awaitSearched(int generation, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (int node = 0; node < count(); ) {
      String shards = call(node, "GET", "/v1/admin/shards", "", patience).body();
      if (JSON.readTree(shards).path("generation").asInt() == generation) {
        node++;
      } else if (System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(100);
      } else {
        throw new IOException("node " + (node + 1) + " does not search " + generation);
      }
    }
  }
}
