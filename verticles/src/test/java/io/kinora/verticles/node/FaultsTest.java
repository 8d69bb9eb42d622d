package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.catalog.postgres.PostgresAddress;
import io.kinora.catalog.postgres.PostgresServer;
import io.kinora.cluster.kafka.EmbeddedKafka;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.node.HttpCalls.Answer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parts of a node break while it runs: it says what is wrong, does what can be done without them,
 * and is whole again once they are back. {@code -Dkinora.drill.away-s} says how long stores are
 * away.
 */
class FaultsTest {

  private static final int AWAY_SECONDS = Integer.getInteger("kinora.drill.away-s", 1);
  private static final int VIDEOS = 40;

  /** A bound on a hang, not a measure. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir static Path folder;
  private static PostgresServer postgres;
  private static EmbeddedKafka kafka;
  private static Node node;
  private static HttpCalls http;

  @BeforeAll
  static void startsANodeOnOutsideStores() throws Exception {
    postgres = PostgresServer.start(folder.resolve("postgres"));
    kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    node = Node.start(config("node", postgres.address()));
    http = new HttpCalls(node.url(), Files.readString(node.tokenFile()).strip());
    List<String> lines =
        IntStream.range(0, VIDEOS)
            .mapToObj(
                i ->
                    "{\"put\": {\"id\": \"tram-" + i + "\", \"title\": \"Tram number " + i + "\"}}")
            .toList();
    http.bulk(lines);
    until("all are found", () -> found() == VIDEOS);
  }

  @AfterAll
  static void stopsAll() {
    try (EmbeddedKafka log = kafka;
        PostgresServer database = postgres) {
      if (node != null) {
        node.close();
      }
    }
  }

  @Test
  void with_addresses_a_node_uses_those_stores_and_starts_none_of_its_own() {
    assertThat(folder.resolve("node/index")).exists();
    assertThat(folder.resolve("node/postgres")).doesNotExist();
    assertThat(folder.resolve("node/kafka")).doesNotExist();
  }

  @Test
  void a_node_that_cannot_reach_its_database_says_which_and_does_not_start() {
    PostgresAddress here = postgres.address();
    PostgresAddress nobody =
        new PostgresAddress(here.host(), 1, here.database(), here.user(), "a secret");

    assertThatThrownBy(() -> Node.start(config("other", nobody)))
        .isInstanceOf(NodeStartException.class)
        .hasMessageContaining("PostgreSQL at 127.0.0.1:1 ")
        .hasMessageNotContaining("a secret");
  }

  @Test
  void without_postgres_searches_go_on_writes_are_refused_and_all_heals() throws Exception {
    Path film = Films.meadow(folder.resolve("refused.mp4"));
    int port = postgres.address().port();
    postgres.close();
    try {
      until("health tells it", () -> !part("postgres").path("up").asBoolean());
      assertThat(http.get("/health/ready").status()).isEqualTo(200);
      assertThat(found()).isEqualTo(VIDEOS);
      assertRefused(http.put("refused", "{\"title\": \"Refused\"}"));
      assertRefused(http.get("/v1/videos/tram-1"));
      assertRefused(http.get("/v1/videos/tram-1/status"));
      assertRefused(http.upload("tram-1", film));
      Answer bulk = http.bulk(List.of("{\"delete\": {\"id\": \"tram-1\"}}"));
      assertThat(bulk.json().path("status").asInt()).as(bulk.text()).isEqualTo(503);
      assertThat(files(folder.resolve("node/uploads"))).isEmpty();
      Thread.sleep(Duration.ofSeconds(AWAY_SECONDS));
      assertThat(found()).isEqualTo(VIDEOS);
    } finally {
      postgres = PostgresServer.start(folder.resolve("postgres"), folder, port);
    }
    until(
        "writes work again",
        () -> http.put("accepted", "{\"title\": \"Accepted\"}").status() == 200);
    until("health tells it", () -> part("postgres").path("up").asBoolean());
    until("no worker is stuck", () -> health().path("parts").size() == 4);
    assertThat(http.get("/v1/videos/refused").status()).isEqualTo(404);
  }

  @Test
  void without_kafka_writes_are_taken_and_are_searchable_once_it_is_back() throws Exception {
    kafka.close();
    try {
      until("health tells it", () -> !part("kafka").path("up").asBoolean());
      assertThat(http.get("/health/ready").status()).isEqualTo(200);
      assertThat(found()).isEqualTo(VIDEOS);
      Answer written = http.bulk(List.of("{\"put\": {\"id\": \"late\", \"title\": \"Late\"}}"));
      assertThat(written.json().path("status").asInt()).as(written.text()).isEqualTo(202);
      Thread.sleep(Duration.ofSeconds(AWAY_SECONDS));
      assertThat(http.get("/v1/videos/late/status").json().path("status").asText())
          .isEqualTo("received");
      until("answers tell what they may lack", () -> partial().contains("catching up"));
      assertThat(found()).isEqualTo(VIDEOS);
    } finally {
      kafka = EmbeddedKafka.start(folder.resolve("kafka"), kafka.port());
    }
    http.awaitStatus("late", List.of("searchable"));
    until("answers are whole", () -> partial().equals("false"));
    until("health tells it", () -> part("kafka").path("up").asBoolean());
    until("no worker is stuck", () -> health().path("parts").size() == 4);
  }

  @Test
  void a_shard_that_is_deleted_while_it_serves_is_rebuilt_from_the_log() throws Exception {
    for (Path file : files(folder.resolve("node/index/1/0"))) {
      Files.deleteIfExists(file);
    }

    until(
        "the index is there again",
        () ->
            files(folder.resolve("node/index/1/0")).stream()
                .anyMatch(file -> file.getFileName().toString().startsWith("segments_")));
    until("it is caught up", () -> http.get("/health/ready").status() == 200);
    until("all are found", () -> found() == VIDEOS);
  }

  @Test
  void a_shard_that_rots_while_it_serves_is_rebuilt_while_the_other_answers() throws Exception {
    Path shard = folder.resolve("node/index/1/1");
    until("it is written out", () -> files(shard).size() > 3);
    List<Path> rotten = files(shard);
    for (Path file : rotten) {
      rot(file);
    }

    until(
        "the damage is found",
        () -> {
          Answer answer = search();
          assertThat(answer.status()).as(answer.text()).isEqualTo(200);
          return !isWhole(answer);
        });
    until("it is rebuilt", () -> isWhole(search()) && found() == VIDEOS);
  }

  @Test
  void files_that_are_gone_or_spoilt_are_missing_things_and_not_failures_of_the_node()
      throws Exception {
    http.put("tape", "{\"title\": \"Old tape\"}");
    http.upload("tape", Films.meadow(folder.resolve("tape.mp4")));
    assertThat(http.awaitStatus("tape", List.of("searchable", "failed")).path("status").asText())
        .isEqualTo("searchable");
    JsonNode video = http.get("/v1/videos/tape").json();
    String thumbnail = video.path("frames").path(0).path("thumbnail_url").asText();
    assertThat(http.get(thumbnail).status()).isEqualTo(200);

    for (Path picture : files(folder.resolve("node/objects/frames/tape"))) {
      Files.writeString(picture, "no picture");
    }
    assertThat(http.get(thumbnail).status()).isEqualTo(404);
    for (Path media : files(folder.resolve("node/objects/media/tape"))) {
      Files.delete(media);
    }
    assertThat(http.get("/v1/videos/tape/media").status()).isEqualTo(404);

    decodeAgain("tape");
    JsonNode status = http.awaitStatus("tape", List.of("failed"));
    assertThat(status.path("reason").asText()).contains("upload it again");
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(503);
    assertThat(answer.retryAfter()).matches("[0-9]+");
    assertThat(answer.json().path("type").asText()).isEqualTo("urn:kinora:problem:unavailable");
  }

  private static Answer search() throws Exception {
    return http.searchFor("tram", "&mode=text&sort=newest&limit=100&fields=id");
  }

  /** What is missing stands in place of {@code false}. */
  private static boolean isWhole(Answer answer) {
    JsonNode partial = answer.json().path("partial");
    return partial.isBoolean() && !partial.asBoolean();
  }

  /** How many of the first videos a search finds. */
  private static int found() throws Exception {
    Answer answer = search();
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return HttpCalls.ids(answer).size();
  }

  private static String partial() throws Exception {
    return search().json().path("partial").toString();
  }

  private static JsonNode health() throws Exception {
    return http.get("/health/ready").json();
  }

  private static JsonNode part(String name) throws Exception {
    for (JsonNode part : health().path("parts")) {
      if (part.path("name").asText().equals(name)) {
        return part;
      }
    }
    throw new AssertionError("no part " + name);
  }

  private static void until(String what, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.call()) {
      assertThat(System.nanoTime()).as("%s; health: %s", what, health()).isLessThan(end);
      Thread.sleep(50);
    }
  }

  /** What an operator would do by hand to have a file decoded once more. */
  private static void decodeAgain(String id) throws Exception {
    PostgresAddress address = postgres.address();
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO job (video_id, stage, state, subject, due) VALUES ('%s', 'decode', 'queued', '', now())"
              .formatted(id));
    }
  }

  /** Other bytes than were written, in the very same file, as a bad disk gives them. */
  private static void rot(Path file) throws IOException {
    boolean payload = !file.getFileName().toString().matches("segments_.*|.*lock|.*\\.si");
    if (!payload) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] bytes = new byte[Math.toIntExact(channel.size())];
      Arrays.fill(bytes, (byte) 0xff);
      channel.write(ByteBuffer.wrap(bytes), 0);
    } catch (NoSuchFileException merged) {
      // The index no longer needs it.
    }
  }

  /** A node writes and deletes there meanwhile: what is gone when it is looked at is left out. */
  private static List<Path> files(Path below) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        below,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static NodeConfig config(String data, PostgresAddress address) {
    return OutsideStores.config(folder.resolve(data), address, kafka);
  }
}
