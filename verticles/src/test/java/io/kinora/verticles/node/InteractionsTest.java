package io.kinora.verticles.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.catalog.postgres.PostgresServer;
import io.kinora.cluster.kafka.EmbeddedKafka;
import io.kinora.cluster.log.LogRecord;
import io.kinora.cluster.log.TopicReader;
import io.kinora.cluster.log.Topics;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * What viewers do, on a whole node with stores of its own that can be looked into, or taken away.
 */
final class InteractionsTest {

  /** A bound on a hang, not a measure. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path folder;
  private static PostgresServer postgres;
  private static EmbeddedKafka kafka;
  private static Node node;
  private static HttpCalls operator;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ListAppender<ILoggingEvent> SAID = new ListAppender<>();

  @BeforeAll
  static void startsANodeOnOutsideStores() throws Exception {
    SAID.start();
    Logger ours = (Logger) LoggerFactory.getLogger("io.kinora");
    ours.setLevel(Level.TRACE);
    ours.setAdditive(false);
    ours.addAppender(SAID);
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(SAID);
    postgres = PostgresServer.start(folder.resolve("postgres"));
    kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    node = Node.start(config());
    operator = new HttpCalls(node.url(), Files.readString(node.tokenFile()).strip());
    operator.put("kite", "{\"title\": \"A kite\", \"channel\": \"dunes\", \"duration_s\": 10}");
    List<String> lines = new ArrayList<>();
    for (String id : List.of("spam", "private-video")) {
      lines.add(put(id));
    }
    IntStream.range(0, 200).forEach(i -> lines.add(put("v" + i)));
    assertThat(operator.bulk(lines).text()).doesNotContain("problem");
  }

  private static String put(String id) {
    return "{\"put\": {\"id\": \"%s\", \"title\": \"A video\"}}".formatted(id);
  }

  private static NodeConfig config() {
    Map<String, String> settings =
        Map.of(
            "data",
            folder.resolve("node").toString(),
            "http.port",
            "0",
            "encoders.text",
            "none",
            "encoders.sight",
            "none",
            "kafka",
            kafka.bootstrap(),
            "postgres",
            postgres.address().url());
    return NodeConfig.from(Settings.of(null, Map.of(), settings, Map.of()));
  }

  @AfterAll
  static void stopsAll() {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(SAID);
    Logger ours = (Logger) LoggerFactory.getLogger("io.kinora");
    ours.detachAppender(SAID);
    ours.setLevel(null);
    ours.setAdditive(true);
    try (EmbeddedKafka log = kafka;
        PostgresServer database = postgres) {
      if (node != null) {
        node.close();
      }
    }
  }

  /** Somebody who is known by what their browser calls itself. */
  private record Browser(String session) {

    HttpResponse<String> send(String method, String path, String body) throws Exception {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(node.url() + path))
              .timeout(Duration.ofSeconds(60))
              .header("Kinora-Session", session)
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body))
              .build();
      return HTTP.send(request, BodyHandlers.ofString());
    }

    JsonNode report(String events) throws Exception {
      HttpResponse<String> answer = send("POST", "/v1/events", events);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      return HttpCalls.parsed(answer.body());
    }

    JsonNode get(String path) throws Exception {
      HttpResponse<String> answer = send("GET", path, "");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return HttpCalls.parsed(answer.body());
    }
  }

  private static void until(String what, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.call()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(20);
    }
  }

  private static String events(int from, int to, String type) {
    List<String> events = new ArrayList<>();
    for (int i = from; i < to; i++) {
      events.add(
          "{\"event_id\":\"%s-%d\",\"type\":\"%s\",\"video_id\":\"v%d\"}"
              .formatted(type, i, type, i));
    }
    return "[" + String.join(",", events) + "]";
  }

  private static List<String> sql(String sql) throws Exception {
    var address = postgres.address();
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        ResultSet result = connection.createStatement().executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private static List<LogRecord> log() {
    List<LogRecord> records = new ArrayList<>();
    try (TopicReader reader =
        TopicReader.open(
            kafka.bootstrap(), Topics.INTERACTIONS, Map.of(0, 0L, 1, 0L, 2, 0L, 3, 0L), 5_000)) {
      for (var polled = reader.poll(Duration.ofSeconds(1));
          !polled.isEmpty();
          polled = reader.poll(Duration.ofSeconds(1))) {
        polled.values().forEach(records::addAll);
      }
    }
    return records;
  }

  @Test
  void what_a_viewer_does_is_to_be_seen_by_them_a_moment_later() throws Exception {
    Browser ann = new Browser("ann-ann-ann-ann-ann");
    assertThat(ann.get("/v1/me").path("follows")).isEmpty();
    ann.report(
        "[{\"event_id\":\"1\",\"type\":\"follow\",\"channel_id\":\"dunes\"},"
            + "{\"event_id\":\"2\",\"type\":\"watch\",\"video_id\":\"kite\",\"watch_ms\":9000},"
            + "{\"event_id\":\"3\",\"type\":\"like\",\"video_id\":\"kite\"},"
            + "{\"event_id\":\"4\",\"type\":\"hide\",\"video_id\":\"spam\"}]");

    until("the history has it", () -> ann.get("/v1/me/history").path("watched").size() == 1);
    JsonNode me = ann.get("/v1/me");
    assertThat(me.path("follows").findValuesAsText("channel_id")).containsExactly("dunes");
    assertThat(me.path("liked").path(0).asText()).isEqualTo("kite");
    assertThat(me.path("hidden").path(0).asText()).isEqualTo("spam");
    JsonNode watched = ann.get("/v1/me/history").path("watched").path(0);
    assertThat(watched.path("title").asText()).isEqualTo("A kite");
    assertThat(watched.path("watch_ms").asInt()).isEqualTo(9_000);
    assertThat(sql("SELECT channel_id FROM interaction WHERE type = 'watch' AND video_id = 'kite'"))
        .as("filled in from the catalogue")
        .containsOnly("dunes");
    assertThat(new Browser("somebody-else-else").get("/v1/me").path("follows")).isEmpty();
  }

  @Test
  void a_watch_that_is_too_long_for_the_video_is_refused() throws Exception {
    JsonNode answer =
        new Browser("ben-ben-ben-ben-ben")
            .report(
                "[{\"event_id\":\"1\",\"type\":\"watch\",\"video_id\":\"kite\",\"watch_ms\":15001},"
                    + "{\"event_id\":\"2\",\"type\":\"watch\",\"video_id\":\"kite\",\"watch_ms\":15000},"
                    + "{\"event_id\":\"3\",\"type\":\"watch\",\"video_id\":\"v0\",\"watch_ms\":99999}]");

    assertThat(answer.path("accepted").asInt()).isEqualTo(2);
    assertThat(answer.path("refused").path(0).path("problem").path("detail").asText())
        .isEqualTo("watch_ms is 15001; allowed: 0 to 15000, 1.5 times the length of the video");
  }

  @Test
  void an_event_of_a_video_that_never_was_is_refused_and_kept_nowhere() throws Exception {
    Browser lea = new Browser("lea-lea-lea-lea-lea");

    JsonNode answer =
        lea.report(
            "[{\"event_id\":\"made-1\",\"type\":\"like\",\"video_id\":\"made-up\"},"
                + "{\"event_id\":\"made-2\",\"type\":\"like\",\"video_id\":\"no\\u0000id\"},"
                + "{\"event_id\":\"made-3\",\"type\":\"like\",\"video_id\":\"kite\"}]");

    assertThat(answer.path("accepted").asInt()).isEqualTo(1);
    assertThat(answer.at("/refused/0/index").asInt()).isZero();
    assertThat(answer.at("/refused/0/problem/field").asText()).isEqualTo("video_id");
    assertThat(answer.at("/refused/0/problem/detail").asText())
        .isEqualTo("video_id is \"made-up\"; allowed: the id of a video that was put");
    until("the like is there", () -> lea.get("/v1/me").path("liked").size() == 1);
    assertThat(sql("SELECT event_id FROM interaction WHERE event_id LIKE 'made-%'"))
        .containsExactly("made-3");
    assertThat(sql("SELECT video_id FROM viewer_video WHERE video_id = 'made-up'")).isEmpty();
  }

  @Test
  void a_video_is_heard_of_as_soon_as_it_is_put_and_after_it_is_deleted() throws Exception {
    Browser max = new Browser("max-max-max-max-max");
    String shared = "[{\"event_id\":\"%s\",\"type\":\"share\",\"video_id\":\"%s\"}]";
    assertThat(max.report(shared.formatted("1", "brief")).path("accepted").asInt()).isZero();

    for (String id : List.of("brief", "gone")) {
      assertThat(operator.put(id, "{\"title\": \"A brief one\"}").status()).isLessThan(300);
    }
    assertThat(max.report(shared.formatted("2", "brief")).path("accepted").asInt()).isEqualTo(1);

    HttpCalls.Answer deleted =
        operator.send("DELETE", "/v1/videos/gone", BodyPublishers.noBody(), "text/plain");
    assertThat(deleted.status()).as(deleted.text()).isLessThan(300);
    assertThat(max.report(shared.formatted("3", "gone")).path("accepted").asInt()).isEqualTo(1);
  }

  @Test
  void events_sent_again_count_once_through_a_log_that_is_away() throws Exception {
    Browser cat = new Browser("cat-cat-cat-cat-cat");
    int port = Integer.parseInt(kafka.bootstrap().substring(kafka.bootstrap().indexOf(':') + 1));
    cat.report(events(0, 100, "impression"));
    kafka.close();
    try {
      HttpResponse<String> away = cat.send("POST", "/v1/events", events(50, 150, "impression"));
      assertThat(away.statusCode()).as(away.body()).isEqualTo(503);
      assertThat(away.headers().firstValue("Retry-After")).isPresent();
    } finally {
      kafka = EmbeddedKafka.start(folder.resolve("kafka"), port);
    }
    until(
        "the log takes them",
        () -> cat.send("POST", "/v1/events", events(50, 150, "impression")).statusCode() == 202);
    cat.report(events(100, 200, "impression"));
    String count = "SELECT count(*) FROM interaction WHERE event_id LIKE 'impression-%'";
    until("all are there", () -> Integer.parseInt(sql(count).getFirst()) >= 200);
    cat.report("{\"event_id\":\"last\",\"type\":\"like\",\"video_id\":\"v0\"}");
    until(
        "the log was read to its end",
        () -> sql("SELECT 1 FROM interaction WHERE event_id = 'last'").size() == 1);
    assertThat(sql(count)).containsExactly("200");
  }

  @Test
  void an_erased_viewer_is_nowhere() throws Exception {
    Browser dan = new Browser("dan-very-secret-session");
    Browser eve = new Browser("eve-eve-eve-eve-eve");
    String did =
        "[{\"event_id\":\"s-%s\",\"type\":\"search\",\"query\":\"words of"
            + " %s\",\"query_id\":\"q\"},{\"event_id\":\"f\",\"type\":\"follow\",\"channel_id\":\"channel"
            + " of %s\"},"
            + "{\"event_id\":\"w\",\"type\":\"watch\",\"video_id\":\"v1\",\"watch_ms\":1}]";
    dan.report(did.replace("%s", "dan"));
    eve.report(did.replace("%s", "eve"));
    until(
        "both are there",
        () -> sql("SELECT 1 FROM follow WHERE channel LIKE 'channel of%'").size() == 2);
    String pseudonym = sql("SELECT viewer FROM follow WHERE channel = 'channel of dan'").getFirst();
    assertThat(log()).anyMatch(one -> one.key().equals(pseudonym) && one.value() != null);

    assertThat(dan.send("DELETE", "/v1/viewers/me", "").statusCode()).isEqualTo(204);

    assertThat(dan.get("/v1/me").path("follows")).isEmpty();
    assertThat(dan.get("/v1/me/history").path("watched")).isEmpty();
    until("the log is told", () -> sql("SELECT pseudonym FROM erasure").isEmpty());
    for (String table : sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
      assertThat(String.join("\n", sql("SELECT to_jsonb(t)::text FROM \"" + table + "\" t")))
          .as(table)
          .doesNotContain(pseudonym, "of dan", "secret-session");
    }
    for (LogRecord record : log()) {
      String value = record.value() == null ? "" : new String(record.value(), ISO_8859_1);
      assertThat(value).doesNotContain("of dan", "secret-session", "of eve");
    }
    assertThat(log().stream().filter(one -> one.key().equals(pseudonym)).toList().getLast().value())
        .as("the last word on them in the log")
        .isNull();
    assertThat(eve.get("/v1/me").path("follows")).hasSize(1);

    dan.report("{\"event_id\":\"f\",\"type\":\"follow\",\"channel_id\":\"again\"}");
    until("who comes back is new", () -> dan.get("/v1/me").path("follows").size() == 1);
    assertThat(sql("SELECT viewer FROM follow WHERE channel = 'again'"))
        .isNotEmpty()
        .doesNotContain(pseudonym);
  }

  @Test
  void nothing_of_a_viewer_is_in_the_logs() throws Exception {
    Browser fay = new Browser("fay-private-session-1");
    fay.report(
        "[{\"event_id\":\"private-event\",\"type\":\"search\",\"query\":\"private"
            + " words\",\"query_id\":\"private-q\"},{\"event_id\":\"e2\",\"type\":\"follow\",\"channel_id\":\"private"
            + " channel\"},{\"event_id\":\"e3\",\"type\":\"like\",\"video_id\":\"private-video\"},"
            + "{\"event_id\":\"e4\",\"type\":\"private-type\"}]");
    until("it is there", () -> fay.get("/v1/me").path("follows").size() == 1);
    String pseudonym =
        sql("SELECT viewer FROM follow WHERE channel = 'private channel'").getFirst();
    fay.send("POST", "/v1/events", "{\"event_id\": \"private\" \"}");
    fay.get("/v1/me/history");
    fay.send("DELETE", "/v1/viewers/me", "");
    operator.send(
        "DELETE", "/v1/viewers/private%40example.org", BodyPublishers.noBody(), "text/plain");

    List<String> said =
        List.copyOf(SAID.list).stream()
            .map(event -> event.getFormattedMessage() + " " + event.getThrowableProxy())
            .toList();
    assertThat(said).as("requests are logged at all").anyMatch(line -> line.contains("/v1/events"));
    assertThat(said).noneMatch(line -> line.contains("private") || line.contains(pseudonym));
  }

  @Test
  void without_postgres_known_viewers_go_on_and_new_ones_are_told_to_come_again() throws Exception {
    Browser gil = new Browser("gil-gil-gil-gil-gil");
    gil.report(events(0, 1, "like"));
    int port = postgres.address().port();
    postgres.close();
    try {
      gil.report(events(1, 60, "like"));
      HttpResponse<String> unknown =
          new Browser("new-new-new-new-new").send("POST", "/v1/events", events(0, 1, "like"));
      assertThat(unknown.statusCode()).as(unknown.body()).isEqualTo(503);
      assertThat(gil.send("GET", "/v1/me", "").statusCode()).isEqualTo(503);
    } finally {
      postgres = PostgresServer.start(folder.resolve("postgres"), folder, port);
    }
    until(
        "it is taken in",
        () ->
            gil.send("GET", "/v1/me", "").statusCode() == 200
                && gil.get("/v1/me").path("liked").size() == 60);
    List<String> liked = new ArrayList<>();
    gil.get("/v1/me").path("liked").forEach(id -> liked.add(id.asText()));
    assertThat(liked)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 60).mapToObj(i -> "v" + i).toList());
  }

  @Test
  void what_viewers_do_is_counted_trends_and_is_told_to_operators() throws Exception {
    operator.put("trend", "{\"title\": \"A trend\", \"channel\": \"dunes\", \"duration_s\": 10}");
    operator.put("later", "{\"title\": \"Not yet\", \"published_at\": \"2099-01-01T00:00:00Z\"}");
    for (String who : List.of("ida", "jon", "kim")) {
      Browser viewer = new Browser(who + "-is-a-viewer-of-kinora");
      String all =
          "[{\"event_id\":\"s\",\"type\":\"search\",\"query\":\"Bright Trends\",\"query_id\":\"q-%s\"},"
              + "{\"event_id\":\"c\",\"type\":\"click\",\"video_id\":\"trend\",\"query_id\":\"q-%s\",\"position\":1},"
              + "{\"event_id\":\"w\",\"type\":\"watch\",\"video_id\":\"trend\",\"watch_ms\":9500},"
              + "{\"event_id\":\"l\",\"type\":\"like\",\"video_id\":\"trend\"},"
              + "{\"event_id\":\"x\",\"type\":\"share\",\"video_id\":\"later\"}]";
      viewer.report(all.replace("%s", who));
      viewer.report(all.replace("%s", who));
    }

    until("it trends", () -> trending().contains("trend"));
    assertThat(trending()).doesNotContain("later");
    until(
        "the search is offered to others",
        () -> operator.get("/v1/suggest?q=bright").text().contains("\"bright trends\""));
    JsonNode found =
        HttpCalls.parsed(operator.get("/v1/search?q=trend&explain=true").text()).at("/hits/0");
    assertThat(found.path("explain").toString()).contains("views, counted");
    JsonNode metrics = HttpCalls.parsed(operator.get("/v1/admin/metrics?window=1h").text());
    assertThat(metrics.at("/windows/1h/repeats").asInt()).isGreaterThanOrEqualTo(15);
    assertThat(metrics.at("/windows/1h/sessions").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(metrics.path("job").asText()).isEqualTo("running");
    assertThat(operator.get("/metrics").text())
        .contains("kinora_online_ctr{window=\"1h\"}", "kinora_counters_age");
  }

  private static List<String> trending() throws Exception {
    return HttpCalls.parsed(operator.get("/v1/trending?window=1h").text())
        .path("hits")
        .findValuesAsText("id");
  }

  @Test
  void it_is_told_how_many_events_there_were() throws Exception {
    new Browser("hal-hal-hal-hal-hal").report(events(0, 3, "share"));
    String metrics = new String(operator.get("/metrics").text().getBytes(UTF_8), UTF_8);

    assertThat(metrics)
        .contains("kinora_events_accepted_total", "kinora_events_refused_total")
        .contains("kinora_interactions_behind");
  }
}
