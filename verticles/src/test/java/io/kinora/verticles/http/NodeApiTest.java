package io.kinora.verticles.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kinora.catalog.InvalidValueException;
import io.kinora.search.SearchResponse;
import io.kinora.verticles.fuzz.RawAnswer;
import io.kinora.verticles.fuzz.RawConnection;
import io.kinora.verticles.http.TestApi.Answer;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.kinora.verticles.http.openapi.Operation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeApiTest {

  @TempDir Path folder;

  @Test
  void health_metrics_page_and_about() throws Exception {
    try (TestApi api = TestApi.start(folder)) {
      assertThat(api.get("/health/live").text()).isEqualTo("{\"live\":true}");
      assertThat(api.get("/health/ready").status()).isEqualTo(200);
      api.ready = false;
      Answer unready = api.get("/health/ready");
      assertThat(unready.status()).isEqualTo(503);
      assertThat(unready.json().get("ready").asBoolean()).isFalse();
      assertThat(unready.json().at("/parts/0").toString())
          .isEqualTo(
              "{\"name\":\"shard 0\",\"up\":false,\"needed\":true,"
                  + "\"detail\":\"12 records behind\"}");
      assertThat(api.get("/v1/about").json())
          .isEqualTo(
              TestApi.JSON.readTree(
                  """
                  {"version": "1.2.3", "anonymous_search": true, "text_encoder": "bge-small",
                   "sight_model": {"name": "frame-encoder", "note": "small and honest"}}
                  """));
      page(api);
      document(api);
      metrics(api);
    }
  }

  @Test
  void operators_see_the_nodes_and_which_shards_are_not_whole() {
    try (TestApi api = TestApi.start(folder)) {
      JsonNode nodes = api.get("/v1/admin/nodes", "Authorization", "Bearer " + api.operator).json();
      assertThat(nodes.path("nodes").findValuesAsText("id")).containsExactly("a", "b", "c");
      assertThat(nodes.at("/nodes/0/self").asBoolean()).isTrue();
      assertThat(nodes.at("/nodes/1/silent_ms").asInt()).isEqualTo(700);
      assertThat(nodes.at("/nodes/0/replicas/1").toString())
          .isEqualTo(
              "{\"generation\":1,\"shard\":1,\"node\":\"a\",\"url\":\"http://a.example:8080\","
                  + "\"state\":\"catching_up\",\"behind\":0,\"videos\":5,\"frames\":7,"
                  + "\"bytes\":4096,\"trouble\":\"\"}");

      JsonNode shards =
          api.get("/v1/admin/shards", "Authorization", "Bearer " + api.operator).json();
      assertThat(shards.path("generation").asInt()).isEqualTo(1);
      assertThat(shards.path("wanted_replicas").asInt()).isEqualTo(2);
      assertThat(shards.path("shards").findValuesAsText("health"))
          .containsExactly("whole", "reduced", "missing");
    }
  }

  private static void page(TestApi api) {
    Answer page = api.get("/");
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .contains("frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe", "*", "http");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(api.get("/", "If-None-Match", page.header("ETag")).status()).isEqualTo(304);
    assertThat(api.get("/", "If-None-Match", "\"x\", W/" + page.header("ETag")).status())
        .isEqualTo(304);
    assertThat(api.get("/", "If-None-Match", "\"x\"").status()).isEqualTo(200);
    Answer script = api.get("/js/app.js");
    assertThat(script.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(script.text()).isEqualTo("export const a = 1;");
    assertThat(api.get("/operator.token").status()).isEqualTo(404);
  }

  private static void document(TestApi api) throws IOException {
    Answer served = api.get("/openapi.yaml");
    JsonNode document = new YAMLMapper().readTree(served.text());
    assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
    assertThat(served.header("Content-Type")).isEqualTo("application/yaml");
    assertThat(api.get("/openapi.yaml", "If-None-Match", served.header("ETag")).status())
        .isEqualTo(304);
    for (String ref : document.findValuesAsText("$ref")) {
      assertThat(document.at(ref.substring(1)).isMissingNode()).as(ref).isFalse();
    }
  }

  private static void metrics(TestApi api) {
    api.get("/v1/search?limit=0");
    api.get("/v1/search");
    Answer metrics = api.get("/metrics");
    assertThat(metrics.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(metrics.text())
        .contains(
            "kinora_http_requests_seconds_count{operation=\"searchByQuery\",status=\"200\"} 1",
            "kinora_http_requests_seconds_count{operation=\"searchByQuery\",status=\"400\"} 1",
            "kinora_http_requests_in_work 0");
  }

  @Test
  void there_is_an_operation_for_every_route_and_a_route_for_every_operation() {
    ApiDocument document = ApiDocument.load();
    List<String> operations = document.operations().stream().map(Operation::id).toList();

    assertThat(operations).doesNotHaveDuplicates().isNotEmpty();
    // Start-up compares them with the handlers: it would not come up otherwise.
    try (TestApi api = TestApi.start(folder)) {
      for (Operation operation : document.operations()) {
        String path = operation.path().replaceAll("\\{[a-z]+}", "index.html");
        Answer answer =
            api.send(
                operation.method().name(),
                path,
                BodyPublishers.noBody(),
                "Authorization",
                "Bearer " + api.operator);
        assertThat(answer.status()).as(operation.id()).isNotIn(405, 500);
        assertThat(answer.text()).as(operation.id()).doesNotContain("nothing at this path");
      }
    }
  }

  @Test
  void pages_of_other_origins_may_not_call_unless_configured() throws IOException {
    try (TestApi api = TestApi.start(folder)) {
      String answer =
          raw(
              api,
              "GET /v1/search HTTP/1.1\r\nHost: x\r\nOrigin: https://videos.example\r\n"
                  + "Connection: close\r\n\r\n");
      assertThat(answer)
          .startsWith("HTTP/1.1 200")
          .doesNotContainIgnoringCase("access-control-allow-origin");
    }
  }

  @Test
  void pages_of_configured_origins_may_call() throws IOException {
    try (TestApi api =
        TestApi.start(folder, http -> http.withCorsOrigins(List.of("https://videos.example")))) {
      String preflight =
          raw(
              api,
              "OPTIONS /v1/search HTTP/1.1\r\nHost: x\r\nOrigin: https://videos.example\r\n"
                  + "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
      assertThat(preflight)
          .startsWith("HTTP/1.1 204")
          .containsIgnoringCase("access-control-allow-origin: https://videos.example");
      String foreign =
          raw(
              api,
              "GET /v1/search HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n"
                  + "Connection: close\r\n\r\n");
      assertThat(foreign).startsWith("HTTP/1.1 403").contains("pages of this origin may not call");
      String own =
          raw(
              api,
              "GET /v1/search HTTP/1.1\r\nHost: kinora:80\r\nOrigin: http://kinora:80\r\n"
                  + "Connection: close\r\n\r\n");
      assertThat(own).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void what_is_no_request_at_all_is_answered_with_a_problem() throws IOException {
    try (TestApi api = TestApi.start(folder)) {
      String longUri = raw(api, "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(longUri).startsWith("HTTP/1.0 414").contains("uri-too-long");
      String largeHeaders =
          raw(api, "GET / HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(40_000) + "\r\n\r\n");
      assertThat(largeHeaders).contains(" 431 ").contains("headers-too-large");
      assertThat(raw(api, "GET /v1/search?q=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 400")
          .contains("problem+json");
      assertThat(raw(api, "rubbish\r\n\r\n")).contains(" 400 ");
      assertThat(api.get("/v1/search").status()).isEqualTo(200);
    }
  }

  private static String raw(TestApi api, String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", api.port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_client_that_asks_too_often_is_told_to_wait() {
    try (TestApi api =
        TestApi.start(folder, http -> http.withRateLimit(new HttpConfig.RateLimit(1, 3)))) {
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(api.get("/v1/search"));
      }
      Answer refused =
          answers.stream().filter(answer -> answer.status() == 429).findFirst().orElseThrow();
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 2);
      assertThat(refused.detail()).contains("more than 1 requests a second");
      // Another client, known by its token, has an allowance of its own; health has no limit.
      assertThat(api.post("/v1/search", "{}").status()).isEqualTo(200);
      assertThat(api.get("/health/live").status()).isEqualTo(200);
    }
  }

  @Test
  void more_requests_at_once_than_allowed_are_turned_away() throws Exception {
    try (TestApi api =
        TestApi.start(folder, http -> http.withLimits(http.limits().withConcurrentRequests(1)))) {
      Held held = new Held(api);

      Answer second = api.get("/v1/search");
      assertThat(second.status()).isEqualTo(503);
      assertThat(second.header("Retry-After")).isEqualTo("1");
      assertThat(api.get("/health/live").status()).isEqualTo(200);

      held.answer.complete(TestApi.ANSWER);
      assertThat(held.first.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
      api.search = request -> Future.succeededFuture(TestApi.ANSWER);
      assertThat(api.get("/v1/search").status()).isEqualTo(200);
    }
  }

  @Test
  void more_connections_than_allowed_get_nothing_but_the_state_of_the_node() throws Exception {
    try (TestApi api =
            TestApi.start(folder, http -> http.withLimits(http.limits().withConnections(1)));
        RawConnection only = new RawConnection(api.port, Duration.ofSeconds(30))) {
      api.search = request -> Future.succeededFuture(TestApi.ANSWER);
      byte[] asking =
          "GET /v1/search HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      only.send(asking);
      assertThat(only.read(false).status()).isEqualTo(200);

      Answer second = api.get("/v1/search");
      assertThat(second.status()).isEqualTo(503);
      assertThat(second.header("Retry-After")).isEqualTo("5");
      assertThat(second.header("Connection")).isEqualTo("close");
      assertThat(raw(api, "GET /v1/search HTTP/1.1\r\n")).as("never asks; is closed").isEmpty();
      assertThat(api.get("/health/live").status()).isEqualTo(200);
      only.send(asking);
      assertThat(only.read(false).status()).isEqualTo(200);

      only.close();
      int status = 503;
      for (int i = 0; i < 200 && status == 503; i++) {
        status = api.get("/v1/search").status();
      }
      assertThat(status).isEqualTo(200);
    }
  }

  @Test
  void a_client_that_leaves_frees_its_place() throws Exception {
    try (TestApi api =
        TestApi.start(folder, http -> http.withLimits(http.limits().withConcurrentRequests(1)))) {
      CountDownLatch asked = new CountDownLatch(1);
      api.search =
          request -> {
            asked.countDown();
            return Promise.<SearchResponse>promise().future();
          };
      try (Socket socket = new Socket("127.0.0.1", api.port)) {
        socket
            .getOutputStream()
            .write(
                "GET /v1/search?deadline_ms=5000 HTTP/1.1\r\nHost: x\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      }
      api.search = request -> Future.succeededFuture(TestApi.ANSWER);
      int status = 503;
      for (int i = 0; i < 200 && status == 503; i++) {
        status = api.get("/v1/search").status();
      }
      assertThat(status).isEqualTo(200);
    }
  }

  @Test
  void stopping_lets_requests_in_work_finish_and_takes_no_more() throws Exception {
    try (TestApi api = TestApi.start(folder)) {
      Held held = new Held(api);

      Future<Void> stopping = api.undeploy();
      held.answer.complete(TestApi.ANSWER);

      assertThat(held.first.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
      TestApi.await(stopping);
      awaitRefused(api.port);
    }
  }

  /** Vert.x closes the listening socket on a thread of its own, a moment after it says so. */
  private static void awaitRefused(int port) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() - until < 0) {
      try (Socket stillTaken = new Socket("127.0.0.1", port)) {
        Thread.sleep(10);
      } catch (IOException refused) {
        return;
      }
    }
    fail("a server that has stopped still takes connections");
  }

  @Test
  void a_client_that_goes_on_asking_while_the_server_stops_is_sent_away_and_never_cut_off()
      throws Exception {
    try (TestApi api = TestApi.start(folder);
        RawConnection connection = new RawConnection(api.port, Duration.ofSeconds(10))) {
      String said = ask(connection).header("connection");
      Future<Void> stopping = api.undeploy();
      long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (!said.equalsIgnoreCase("close") && System.nanoTime() - until < 0) {
        said = ask(connection).header("connection");
      }

      assertThat(said).isEqualToIgnoringCase("close");
      TestApi.await(stopping);
    }
  }

  private static RawAnswer ask(RawConnection connection) throws IOException {
    connection.send(
        "GET /v1/about HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    RawAnswer answer = connection.read(false);
    assertThat(answer).as("an answer").isNotNull();
    assertThat(answer.status()).isEqualTo(200);
    return answer;
  }

  /** A search in work, whose answer the test holds back. */
  private static final class Held {

    final Promise<SearchResponse> answer = Promise.promise();
    final CompletableFuture<Answer> first;

    Held(TestApi api) throws InterruptedException {
      CountDownLatch asked = new CountDownLatch(1);
      api.search =
          request -> {
            asked.countDown();
            return answer.future();
          };
      first = CompletableFuture.supplyAsync(() -> api.get("/v1/search?deadline_ms=5000"));
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void what_a_crash_left_of_uploads_is_removed_at_start() throws IOException {
    Files.createDirectories(folder.resolve("uploads"));
    Files.writeString(folder.resolve("uploads/old.part"), "half");

    try (TestApi api = TestApi.start(folder)) {
      assertThat(api.uploads).isEmptyDirectory();
    }
  }

  @Test
  void settings_that_make_no_sense_are_refused_with_their_range() {
    HttpConfig http = HttpConfig.LOCAL;
    assertThatThrownBy(() -> http.withPort(70_000))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("http.port is 70000; allowed: 0 to 65535");
    assertThatThrownBy(() -> http.limits().withConcurrentRequests(0))
        .hasMessageContaining("http.limits.concurrent_requests is 0");
    assertThatThrownBy(() -> new HttpConfig.RateLimit(-1, 5))
        .hasMessageContaining("http.rate_limit.per_second");
    assertThatThrownBy(() -> http.withCorsOrigins(List.of("videos.example")))
        .hasMessageContaining("http.cors_origins");
  }
}
