package io.kinora.verticles.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A client of a node under test, as plain as can be. */
record HttpCalls(String base, String token) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param retryAfter the header, empty if there is none
   */
  record Answer(int status, String text, String retryAfter) {

    JsonNode json() {
      return parsed(text);
    }
  }

  static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException malformed) {
      throw new AssertionError(text, malformed);
    }
  }

  Answer send(String method, String path, BodyPublisher body, String type) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .method(method, body)
            .build();
    HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
    return new Answer(
        response.statusCode(),
        response.body(),
        response.headers().firstValue("Retry-After").orElse(""));
  }

  Answer get(String path) throws Exception {
    return send("GET", path, BodyPublishers.noBody(), "application/json");
  }

  /** What a request that must succeed is answered. */
  JsonNode getJson(String path) {
    try {
      Answer answer = get(path);
      if (answer.status() != 200) {
        throw new AssertionError(path + " " + answer);
      }
      return answer.json();
    } catch (Exception failed) {
      throw new AssertionError(path, failed);
    }
  }

  Answer put(String id, String json) throws Exception {
    return send(
        "PUT",
        "/v1/videos/" + id + "?wait=searchable",
        BodyPublishers.ofString(json),
        "application/json");
  }

  Answer search(String json) throws Exception {
    return send("POST", "/v1/search", BodyPublishers.ofString(json), "application/json");
  }

  Answer searchFor(String words, String more) throws Exception {
    return get(
        "/v1/search?deadline_ms=5000&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + more);
  }

  Answer bulk(List<String> lines) throws Exception {
    return send(
        "POST",
        "/v1/videos:bulk",
        BodyPublishers.ofString(String.join("\n", lines) + "\n"),
        "application/x-ndjson");
  }

  /** The answers as they come: those read before the connection broke count. */
  Stream<String> bulkAnswers(List<String> lines) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/v1/videos:bulk"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(String.join("\n", lines) + "\n"))
            .build();
    return HTTP.send(request, BodyHandlers.ofLines()).body();
  }

  Answer upload(String id, Path file) throws Exception {
    return send(
        "POST",
        "/v1/videos/" + id + "/media",
        BodyPublishers.ofFile(file),
        "application/octet-stream");
  }

  /** Asks until the status is one of these; the patience is a bound on a hang, not a measure. */
  JsonNode awaitStatus(String id, List<String> ends) throws Exception {
    long until = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (System.nanoTime() < until) {
      JsonNode status = get("/v1/videos/" + id + "/status").json();
      if (ends.contains(status.path("status").asText())) {
        return status;
      }
      Thread.sleep(50);
    }
    throw new AssertionError(id + " is still " + get("/v1/videos/" + id + "/status").text());
  }

  static List<String> ids(Answer answer) {
    List<String> ids = new ArrayList<>();
    answer.json().path("hits").forEach(hit -> ids.add(hit.path("id").asText()));
    return ids;
  }
}
