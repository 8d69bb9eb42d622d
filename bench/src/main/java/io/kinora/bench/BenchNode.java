package io.kinora.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Settings;
import io.kinora.verticles.node.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A node in this process, and what a benchmark asks of it over HTTP. */
final class BenchNode implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Node node;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private BenchNode(Node node) throws IOException {
    this.node = node;
    this.token = Files.readString(node.tokenFile()).strip();
  }

  /** Without encoders, caches or limits: what is measured is the index and the way to it. */
  static BenchNode start(Path data, int shards) throws IOException {
    return start(data, shards, Map.of());
  }

  /**
   * @param changed settings beside these
   */
  static BenchNode start(Path data, int shards, Map<String, String> changed) throws IOException {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "data", data.toString(),
                "shards", Integer.toString(shards),
                "http.port", "0",
                "http.requests-per-second", "none",
                "search.cache", "none",
                "encoders.text", "none",
                "encoders.sight", "none"));
    settings.putAll(changed);
    return new BenchNode(
        Node.start(NodeConfig.from(Settings.of(null, Map.of(), settings, Map.of()))));
  }

  URI url() {
    return URI.create(node.url());
  }

  String search(String body) throws IOException {
    return post("/v1/search", "application/json", body);
  }

  /** Loads in requests of 500 lines, one after the other. Returns when all are acknowledged. */
  void load(List<String> lines) throws IOException {
    for (int from = 0; from < lines.size(); from += 500) {
      String batch = String.join("", lines.subList(from, Math.min(lines.size(), from + 500)));
      String answer = post("/v1/videos:bulk", "application/x-ndjson", batch);
      if (answer.contains("\"status\":4") || answer.contains("\"status\":5")) {
        throw new IOException("not all was taken: " + answer);
      }
    }
  }

  /** Makes videos of these ids, of which there is nothing to say, and waits until all are found. */
  void put(List<String> ids) throws IOException {
    String line = "{\"put\":{\"id\":\"%s\",\"title\":\"A video\"}}\n";
    load(ids.stream().map(line::formatted).toList());
    awaitSearchable(ids.size());
  }

  /** Waits until as many videos are found. */
  void awaitSearchable(int videos) throws IOException {
    String all = "{\"q\":\"\",\"mode\":\"text\",\"limit\":1,\"deadline_ms\":5000}";
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    while (JSON.readTree(search(all)).path("total").path("value").asLong() < videos) {
      if (System.nanoTime() > until) {
        throw new IOException("not all " + videos + " videos became searchable");
      }
      pause(50);
    }
  }

  /**
   * Searches by a picture.
   *
   * @param crop {@code x,y,width,height}, or empty for all of it
   */
  String searchByImage(byte[] image, String crop) throws IOException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(part("image", image));
    if (!crop.isEmpty()) {
      form.writeBytes(part("crop", crop.getBytes(StandardCharsets.US_ASCII)));
    }
    form.writeBytes("--part--\r\n".getBytes(StandardCharsets.US_ASCII));
    return send(
        request("/v1/search/image", "multipart/form-data; boundary=part")
            .POST(BodyPublishers.ofByteArray(form.toByteArray())),
        200);
  }

  private static byte[] part(String name, byte[] content) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    String head = "--part\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
    part.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    part.writeBytes(content);
    part.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    return part.toByteArray();
  }

  /** Makes a video of that id and sends its file. */
  void upload(Path file, String id) throws IOException {
    load(List.of("{\"put\":{\"id\":\"%s\",\"title\":\"%s\"}}\n".formatted(id, id)));
    send(
        request("/v1/videos/" + id + "/media", "video/mp4").POST(BodyPublishers.ofFile(file)), 202);
  }

  /** Waits until a video is in that state. */
  void awaitStatus(String id, String state) throws IOException {
    HttpRequest.Builder request = request("/v1/videos/" + id + "/status", "application/json").GET();
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    while (true) {
      String status = JSON.readTree(send(request, 200)).path("status").asText();
      if (status.equals(state)) {
        return;
      }
      if (status.equals("failed") || System.nanoTime() > until) {
        throw new IOException(id + " is " + status + ", not " + state);
      }
      pause(20);
    }
  }

  static void pause(long millis) throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private String post(String path, String type, String body) throws IOException {
    return send(request(path, type).POST(BodyPublishers.ofString(body)), 200);
  }

  private HttpRequest.Builder request(String path, String type) {
    return HttpRequest.newBuilder(URI.create(node.url() + path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", type);
  }

  private String send(HttpRequest.Builder request, int expected) throws IOException {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != expected) {
        throw new IOException(answer.statusCode() + ": " + answer.body());
      }
      return answer.body();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    http.close();
    node.close();
  }
}
