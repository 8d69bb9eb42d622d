package io.kinora.verticles.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Talks to a server's HTTP API. Waits and tries again when the server says that it is busy or that
 * its database is away, and for a while, if it was told to, when nobody answers: the server may be
 * restarting.
 */
final class ApiClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_TRIES = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration UPLOAD_PATIENCE = Duration.ofHours(1);
  private static final Duration KNOCK_AGAIN = Duration.ofMillis(500);
  private static final Duration LINES_AGAIN = Duration.ofSeconds(1);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final long LONGEST_PAUSE_S = 30;

  /** A request that the server refused; the message is the problem's own. */
  static final class RefusedException extends Exception {

    final int status;

    RefusedException(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  private final URI base;
  private final String token;
  private final Duration absence;
  private final PrintWriter out;
  private final Outage ofRequests;
  private final Outage ofLines;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  ApiClient(URI base, String token) {
    this(base, token, Duration.ZERO, new PrintWriter(Writer.nullWriter()));
  }

  /**
   * @param absence how long a server may refuse connections, or answer that it cannot, each time
   * @param out is told when it does
   */
  ApiClient(URI base, String token, Duration absence, PrintWriter out) {
    this.base = base;
    this.token = token;
    this.absence = absence;
    this.out = out;
    this.ofRequests = new Outage(absence, out);
    this.ofLines = new Outage(absence, out);
  }

  URI base() {
    return base;
  }

  JsonNode get(String pathAndQuery) throws RefusedException, InterruptedException {
    return json(send(request(pathAndQuery, PATIENCE).GET().build()));
  }

  JsonNode post(String path, JsonNode body) throws RefusedException, InterruptedException {
    return json(
        send(
            request(path, PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build()));
  }

  /**
   * One answer a line, in order. Lines that the server could not carry out for now are sent again,
   * and with them all that follow, so that of two lines about one video the later still has the
   * last word.
   *
   * @param lines operations that may be carried out twice
   */
  List<JsonNode> bulk(List<String> lines) throws RefusedException, InterruptedException {
    List<JsonNode> answers = bulkOnce(lines);
    for (int first = firstBusy(answers); first >= 0; first = firstBusy(answers)) {
      if (!ofLines.sitOut(LINES_AGAIN, detail(answers.get(first), 503))) {
        return answers;
      }
      List<JsonNode> whole = new ArrayList<>(answers.subList(0, first));
      try {
        whole.addAll(bulkOnce(lines.subList(first, lines.size())));
      } catch (RefusedException noneOfThem) {
        return answers;
      }
      answers = whole;
    }
    ofLines.over();
    return answers;
  }

  private List<JsonNode> bulkOnce(List<String> lines)
      throws RefusedException, InterruptedException {
    String body = String.join("\n", lines) + "\n";
    HttpResponse<byte[]> response =
        send(
            request("/v1/videos:bulk", PATIENCE)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(body))
                .build());
    List<JsonNode> answers = new ArrayList<>();
    for (String line : new String(response.body(), StandardCharsets.UTF_8).split("\n")) {
      if (!line.isBlank()) {
        answers.add(parse(line.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return answers;
  }

  /**
   * @return -1 if none is
   */
  private static int firstBusy(List<JsonNode> answers) {
    for (int i = 0; i < answers.size(); i++) {
      if (isBusy(answers.get(i).path("status").asInt())) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isBusy(int status) {
    return status == 429 || status == 503;
  }

  void upload(String id, Path file) throws RefusedException, InterruptedException {
    HttpRequest.BodyPublisher body;
    try {
      body = BodyPublishers.ofFile(file);
    } catch (FileNotFoundException gone) {
      throw new RefusedException(0, "no such file: " + file);
    }
    send(
        request("/v1/videos/" + id + "/media", UPLOAD_PATIENCE)
            .header("Content-Type", "application/octet-stream")
            .POST(body)
            .build());
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String pathAndQuery, Duration patience) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(base.resolve(pathAndQuery)).timeout(patience);
    return token.isEmpty() ? builder : builder.header("Authorization", "Bearer " + token);
  }

  private HttpResponse<byte[]> send(HttpRequest request)
      throws RefusedException, InterruptedException {
    for (int tries = 1; ; tries++) {
      HttpResponse<byte[]> response = unbroken(request);
      if (!isBusy(response.statusCode())) {
        ofRequests.over();
        return accepted(response);
      }
      long seconds = response.headers().firstValueAsLong("Retry-After").orElse(1);
      Duration pause =
          seconds < 1 ? SHORTEST_PAUSE : Duration.ofSeconds(Math.min(seconds, LONGEST_PAUSE_S));
      if (ofRequests.sitOut(pause, detail(response))) {
        continue;
      }
      if (tries >= MOST_TRIES) {
        return accepted(response);
      }
      Thread.sleep(pause);
    }
  }

  private HttpResponse<byte[]> unbroken(HttpRequest request)
      throws RefusedException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return knock(request);
      } catch (IOException broken) {
        if (attempt == MOST_TRIES) {
          throw new RefusedException(0, "the connection broke: " + broken.getMessage());
        }
        Thread.sleep(Duration.ofMillis(200L << attempt));
      }
    }
  }

  private HttpResponse<byte[]> knock(HttpRequest request) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    boolean told = false;
    while (true) {
      try {
        return http.send(request, BodyHandlers.ofByteArray());
      } catch (ConnectException refused) {
        if (System.nanoTime() - begin >= absence.toNanos()) {
          throw new CommandFailedException(
              "No server answers at "
                  + base
                  + ". Start one with 'kinora serve' (or 'kinora demo'), or name it with --url.");
        }
      }
      if (!told) {
        told = true;
        out.printf("No server answers at %s; waiting up to %d s.%n", base, absence.toSeconds());
        out.flush();
      }
      Thread.sleep(KNOCK_AGAIN);
    }
  }

  private HttpResponse<byte[]> accepted(HttpResponse<byte[]> response) throws RefusedException {
    int status = response.statusCode();
    if (status < 400) {
      return response;
    }
    if (status == 401) {
      throw new CommandFailedException(
          base
              + " wants a token: give --token, set KINORA_TOKEN, or name the server's data folder with --data.");
    }
    throw new RefusedException(status, detail(response));
  }

  private static String detail(HttpResponse<byte[]> response) {
    try {
      return detail(JSON.readTree(response.body()), response.statusCode());
    } catch (IOException notJson) {
      return "status " + response.statusCode();
    }
  }

  private static String detail(JsonNode problem, int status) {
    return problem.path("detail").asText(problem.path("title").asText("status " + status));
  }

  private static JsonNode json(HttpResponse<byte[]> response) throws RefusedException {
    return parse(response.body());
  }

  private static JsonNode parse(byte[] body) throws RefusedException {
    try {
      return JSON.readTree(body);
    } catch (IOException malformed) {
      throw new RefusedException(0, "the server's answer is not JSON: " + malformed.getMessage());
    }
  }
}
