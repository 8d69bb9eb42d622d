package io.kinora.verticles.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/** Answers what the commands ask of a server as it was told to, and keeps what it was sent. */
final class StubServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer http;
  private final Queue<List<Integer>> bulkStatuses = new ArrayDeque<>();
  private final Map<String, String> videos = new ConcurrentHashMap<>();
  private final List<List<String>> bulks = new ArrayList<>();
  private final List<String> uploads = new ArrayList<>();

  private StubServer(HttpServer http) {
    this.http = http;
  }

  static StubServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    StubServer server = new StubServer(http);
    http.createContext("/v1/videos:bulk", server::bulk);
    http.createContext("/v1/videos/", server::video);
    http.start();
    return server;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** What the lines of the next bulk request are answered with; 202 where nothing is told. */
  synchronized void answerNextBulk(Integer... statuses) {
    bulkStatuses.add(List.of(statuses));
  }

  /** What a video is answered with; without it, that it can be found. */
  void video(String id, String json) {
    videos.put(id, json);
  }

  /** Titles of the videos of each bulk request. */
  synchronized List<List<String>> bulks() {
    return List.copyOf(bulks);
  }

  /** Ids of the videos that were sent a file. */
  synchronized List<String> uploads() {
    return List.copyOf(uploads);
  }

  private synchronized void bulk(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    List<Integer> statuses = bulkStatuses.isEmpty() ? List.of() : bulkStatuses.remove();
    List<String> titles = new ArrayList<>();
    StringBuilder answers = new StringBuilder();
    for (String line : body.lines().toList()) {
      JsonNode video = JSON.readTree(line).path("put");
      int at = titles.size();
      int status = at < statuses.size() ? statuses.get(at) : 202;
      titles.add(video.path("title").asText());
      answers.append(
          "{\"line\":%d,\"id\":\"%s\",\"status\":%d,\"detail\":\"status %d\"}\n"
              .formatted(at + 1, video.path("id").asText(), status, status));
    }
    bulks.add(titles);
    answer(exchange, answers.toString());
  }

  private synchronized void video(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestURI().getPath().split("/")[3];
    exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("POST")) {
      uploads.add(id);
    }
    answer(exchange, videos.getOrDefault(id, "{\"status\":\"searchable\"}"));
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
