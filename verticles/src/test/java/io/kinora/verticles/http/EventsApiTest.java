package io.kinora.verticles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.catalog.SentEvent;
import io.kinora.catalog.ViewerProfile.Watched;
import io.kinora.cluster.log.LogUnavailableException;
import io.kinora.verticles.Identity;
import io.kinora.verticles.http.TestApi.Answer;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a frontend may send to {@code POST /v1/events}, and how it is answered. */
final class EventsApiTest {

  private static final String SESSION = "5f1c9a02-d4e8-4b70";
  private static final String LIKE =
      "{\"event_id\": \"e1\", \"type\": \"like\", \"video_id\": \"v\"}";

  @TempDir static Path folder;
  private static TestApi api;

  @BeforeAll
  static void start() {
    api = TestApi.start(folder, http -> http.withCorsOrigins(List.of("https://videos.example")));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void forget() {
    api.viewers.sent.clear();
    api.viewers.erased.clear();
    api.viewers.anonymous = true;
    api.viewers.log = Future::succeededFuture;
  }

  private static Answer send(String type, byte[] body, String... headers) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = type;
    return api.send("POST", "/v1/events", BodyPublishers.ofByteArray(body), all);
  }

  private static Answer json(String body) {
    return send("application/json", body.getBytes(UTF_8), "Kinora-Session", SESSION);
  }

  private static List<SentEvent> taken() {
    return api.viewers.sent.getLast().events();
  }

  @Test
  void one_event_an_array_lines_and_what_holds_events_are_all_taken() {
    String lines = LIKE + "\n\n  \r\n" + LIKE.replace("e1", "e2") + "\r\n";
    for (Answer answer :
        List.of(
            json(LIKE),
            json("[" + LIKE + "," + LIKE + "]"),
            send("application/x-ndjson", lines.getBytes(UTF_8), "Kinora-Session", SESSION),
            json("{\"events\": [" + LIKE + "]}"))) {
      assertThat(answer.status()).as(answer.text()).isEqualTo(202);
      assertThat(answer.json().path("refused")).isEmpty();
    }
    assertThat(api.viewers.sent.stream().map(sent -> sent.events().size()))
        .containsExactly(1, 2, 2, 1);
    assertThat(json("[]").json().path("accepted").asInt(-1)).isZero();
  }

  @Test
  void every_field_arrives_as_it_was_sent() {
    json(
        "{\"type\": \"click\", \"event_id\": \"a\", \"video_id\": \"v\", \"query_id\": \"q\","
            + " \"position\": 7, \"at\": \"2026-01-31T13:00:00.5+01:00\"}");
    SentEvent event = taken().getFirst();

    assertThat(event.videoId()).isEqualTo("v");
    assertThat(event.queryId()).isEqualTo("q");
    assertThat(event.position()).isEqualTo(7);
    assertThat(event.at()).isEqualTo("2026-01-31T12:00:00.500Z");
    json(
        "[{\"event_id\":\"b\",\"type\":\"search\",\"query\":\"s\u00e9a"
            + " \ud83c\udf0a\",\"query_id\":\"q\"},"
            + "{\"event_id\":\"c\",\"type\":\"watch\",\"video_id\":\"v\",\"watch_ms\":41000},{\"event_id\":\"d\",\"type\":\"follow\",\"channel_id\":\"Harbour"
            + " Lights\"}]");
    assertThat(taken().get(0).query()).isEqualTo("s\u00e9a \ud83c\udf0a");
    assertThat(taken().get(1).watchMs()).isEqualTo(41_000);
    assertThat(taken().get(2).channelId()).isEqualTo("Harbour Lights");
  }

  @Test
  void a_bad_event_is_refused_by_its_index_and_the_rest_is_taken() {
    Answer answer =
        json(
            "[7, "
                + LIKE
                + ", {\"event_id\":\"x\",\"type\":\"wave\"},"
                + " {\"event_id\":\"y\",\"type\":\"click\",\"video_id\":\"v\"},"
                + " {\"event_id\":\"z\",\"type\":\"like\",\"video_id\":{\"a\":[1]},\"more\":1}, "
                + LIKE
                + ", {\"type\":\"like\",\"video_id\":\"v\"},"
                + " {\"event_id\":\"w\",\"type\":\"watch\",\"video_id\":\"v\",\"watch_ms\":1.5}]");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
    JsonNode refused = answer.json().path("refused");
    assertThat(refused.findValuesAsText("index")).containsExactly("0", "2", "3", "4", "6", "7");
    assertThat(refused.findValuesAsText("field"))
        .containsExactly("type", "query_id", "video_id", "event_id", "watch_ms");
    assertThat(refused.path(1).path("problem").path("detail").asText())
        .startsWith("type is \"wave\"; allowed: one of impression, click");
    assertThat(refused.path(1).path("problem").path("status").asInt()).isEqualTo(400);
  }

  @Test
  void a_line_that_is_no_json_is_refused_alone() {
    String lines = "{\"event_id\": \"a\n" + LIKE + "\n" + LIKE + LIKE + "\n[1]\n";
    Answer answer = send("application/x-ndjson", lines.getBytes(UTF_8), "Kinora-Session", SESSION);

    assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
    assertThat(answer.json().path("refused").findValuesAsText("index"))
        .containsExactly("0", "2", "3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "{\"event_id\": 1",
        "[{]",
        "[] []",
        "{\"events\": 7}",
        "{\"token\": 7, \"events\": []}",
        "{\"session\": \"5f1c9a02-d4e8-4b70\"}",
        "{\"events\": [], \"type\": \"like\"}",
        "{\"event_id\": \"e\", \"event_id\": \"e\"}",
        "{\"event_id\": \"e\", \"type\": \"like\", \"video_id\": \"a b\"}",
        "{\"event_id\": \"e\", \"type\": \"like\", \"video_id\": null}"
      })
  void what_is_wrong_as_a_whole_is_answered_with_the_problem_itself(String body) {
    Answer answer = json(body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(api.viewers.sent.stream().flatMap(sent -> sent.events().stream()))
        .allMatch(event -> "a b".equals(event.videoId()));
  }

  @Test
  void a_batch_has_up_to_a_thousand_events_and_a_megabyte() throws IOException {
    String thousand = many(1000);
    assertThat(json("[" + thousand + "]").json().path("accepted").asInt()).isEqualTo(1000);
    assertThat(json("[" + thousand + "," + LIKE + "]").status()).isEqualTo(413);
    String large = "[" + LIKE.replace("\"v\"", "\"" + "v".repeat(1 << 20) + "\"") + "]";
    assertThat(json(large).status()).isEqualTo(413);
    Answer packed =
        send(
            "application/json", gzip(large), "Content-Encoding", "gzip", "Kinora-Session", SESSION);
    assertThat(packed.status()).as("a bomb").isEqualTo(413);
  }

  private static String many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> LIKE.replace("e1", "e" + i))
        .collect(Collectors.joining(","));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void gzip_is_unpacked_and_what_only_says_so_is_refused() throws IOException {
    String[] headers = {"Content-Encoding", "gzip", "Kinora-Session", SESSION};
    Answer unpacked = send("application/json", gzip("[" + many(300) + "]"), headers);
    assertThat(unpacked.json().path("accepted").asInt()).isEqualTo(300);
    assertThat(send("application/json", LIKE.getBytes(UTF_8), headers).status()).isEqualTo(400);
    byte[] cut = java.util.Arrays.copyOf(gzip(LIKE), 30);
    assertThat(send("application/json", cut, headers).status()).isEqualTo(400);
    assertThat(send("application/json", cut, "Content-Encoding", "br").status()).isEqualTo(415);
  }

  @Test
  void the_token_says_who_it_is_and_without_one_the_session_does() {
    api.post("/v1/events", LIKE, "Kinora-Session", SESSION);
    assertThat(api.viewers.sent.getLast().who()).isEqualTo(new Identity.Login("operator"));
    json(LIKE);
    assertThat(api.viewers.sent.getLast().who()).isEqualTo(new Identity.Session(SESSION));

    Answer nobody = send("application/json", LIKE.getBytes(UTF_8));
    assertThat(nobody.status()).isEqualTo(400);
    assertThat(nobody.field()).isEqualTo("Kinora-Session");
    api.viewers.anonymous = false;
    assertThat(json(LIKE).status()).isEqualTo(401);
    assertThat(api.post("/v1/events", LIKE).status()).isEqualTo(202);
  }

  /** As {@code navigator.sendBeacon} sends it: no header can be set, and nobody asks first. */
  @Test
  void a_page_that_closes_says_who_it_is_in_the_body() {
    String events = "\"events\": [" + LIKE + "]}";
    Answer withToken =
        send(
            "text/plain;charset=UTF-8",
            ("{\"token\": \"" + api.operator + "\", " + events).getBytes(UTF_8),
            "Origin",
            "https://videos.example");
    assertThat(withToken.status()).as(withToken.text()).isEqualTo(202);
    assertThat(api.viewers.sent.getLast().who()).isEqualTo(new Identity.Login("operator"));
    Answer withSession =
        send("text/plain", ("{\"session\": \"" + SESSION + "\", " + events).getBytes(UTF_8));
    assertThat(withSession.status()).isEqualTo(202);
    assertThat(api.viewers.sent.getLast().who()).isEqualTo(new Identity.Session(SESSION));

    Answer forged = send("text/plain", ("{\"token\": \"a.b.c\", " + events).getBytes(UTF_8));
    assertThat(forged.status()).isEqualTo(401);
    assertThat(forged.field()).isEqualTo("token");
  }

  @Test
  void a_beacon_of_json_is_allowed_by_the_preflight_of_a_listed_origin() throws IOException {
    String answer;
    try (var socket = new java.net.Socket("127.0.0.1", api.port)) {
      socket
          .getOutputStream()
          .write(
              ("OPTIONS /v1/events HTTP/1.1\r\n"
                      + "Host: x\r\n"
                      + "Origin: https://videos.example\r\n"
                      + "Access-Control-Request-Method: POST\r\n"
                      + "Access-Control-Request-Headers: content-type,kinora-session,authorization\r\n"
                      + "Connection: close\r\n\r\n")
                  .getBytes(UTF_8));
      answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
    assertThat(answer)
        .startsWith("HTTP/1.1 204")
        .containsIgnoringCase("access-control-allow-origin: https://videos.example")
        .containsIgnoringCase("access-control-allow-credentials: true")
        .containsIgnoringCase("Kinora-Session");
  }

  @Test
  void while_the_log_does_not_answer_one_is_told_to_come_again() {
    api.viewers.log =
        () -> Future.failedFuture(new LogUnavailableException("away", new IOException("gone")));
    Answer answer = json("[" + LIKE + "]");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("5");
  }

  @Test
  void a_history_comes_in_pages() {
    Instant at = Instant.parse("2026-01-31T12:00:00Z");
    api.viewers.watched.clear();
    for (int i = 0; i < 5; i++) {
      api.viewers.watched.add(new Watched("v" + i, at.minusSeconds(i), i, null, null));
    }
    String path = "/v1/me/history?limit=2";
    Answer first = api.get(path, "Kinora-Session", SESSION);
    assertThat(first.json().path("watched").findValuesAsText("video_id"))
        .containsExactly("v0", "v1");
    String cursor = first.json().path("next_cursor").asText();
    Answer second = api.get(path + "&cursor=" + cursor, "Kinora-Session", SESSION);
    assertThat(second.json().path("watched").findValuesAsText("video_id"))
        .containsExactly("v2", "v3");
    cursor = second.json().path("next_cursor").asText();
    Answer last = api.get(path + "&cursor=" + cursor, "Kinora-Session", SESSION);
    assertThat(last.json().path("next_cursor").isNull()).isTrue();
    assertThat(api.get(path + "&cursor=bm8", "Kinora-Session", SESSION).status()).isEqualTo(400);
    assertThat(api.get("/v1/me").status()).as("whose?").isEqualTo(400);
  }

  @Test
  void a_viewer_may_erase_themselves_and_an_operator_anybody() {
    String[] ann = {"Authorization", "Bearer " + token("ann")};
    assertThat(erase("ann", ann).status()).isEqualTo(204);
    assertThat(erase("me", ann).status()).isEqualTo(204);
    assertThat(erase("me", "Kinora-Session", SESSION).status()).isEqualTo(204);
    assertThat(erase("ben", ann).status()).isEqualTo(403);
    assertThat(erase("ben", "Kinora-Session", SESSION).status()).isEqualTo(403);
    assertThat(api.delete("/v1/viewers/auth0%7Cben%40example.org").status()).isEqualTo(204);

    assertThat(api.viewers.erased)
        .containsExactly(
            new Identity.Login("ann"),
            new Identity.Login("ann"),
            new Identity.Session(SESSION),
            new Identity.Login("auth0|ben@example.org"));
  }

  private static Answer erase(String id, String... headers) {
    return api.send("DELETE", "/v1/viewers/" + id, BodyPublishers.noBody(), headers);
  }

  private static String token(String subject) {
    try (Tokens tokens = new Tokens()) {
      return tokens.good(Tokens.claims("viewer").put("sub", subject));
    }
  }
}
