package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.catalog.postgres.PostgresAddress;
import io.kinora.catalog.postgres.PostgresServer;
import io.kinora.cluster.kafka.EmbeddedKafka;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.node.HttpCalls.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A node whose log was lost")
class LostLogTest {

  private static final int VIDEOS = 40;

  /** A bound on a hang, not a measure. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;
  private PostgresServer postgres;
  private EmbeddedKafka kafka;

  @BeforeEach
  void a_node_with_videos_is_stopped_and_its_log_replaced_by_an_empty_one() throws Exception {
    postgres = PostgresServer.start(folder.resolve("postgres"));
    kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    try (Node node = Node.start(config())) {
      HttpCalls http = calls(node.url());
      http.bulk(
          IntStream.range(0, VIDEOS)
              .mapToObj(i -> "{\"put\": {\"id\": \"tram-" + i + "\", \"title\": \"Tram\"}}")
              .toList());
      until(() -> HttpCalls.ids(search(http)).size() == VIDEOS);
    }
    kafka.close();
    kafka = EmbeddedKafka.start(folder.resolve("another-kafka"));
  }

  @AfterEach
  void stop() {
    kafka.close();
    postgres.close();
  }

  @Test
  void is_not_ready_and_calls_no_answer_whole_until_every_video_is_in_the_new_one()
      throws Exception {
    nobodyPublishesFor(Duration.ofSeconds(10));
    CompletableFuture<Node> starting = CompletableFuture.supplyAsync(() -> Node.start(config()));
    try {
      until(() -> Files.exists(folder.resolve("node/node.url")));
      HttpCalls http = calls(Files.readString(folder.resolve("node/node.url")).strip());
      until(
          () -> {
            assertThat(starting).isNotDone();
            return http.get("/health/ready").text().contains(VIDEOS + " changes are still to be");
          });
      while (!starting.isDone()) {
        Answer answer = search(http);
        assertThat(!isWhole(answer) || HttpCalls.ids(answer).size() == VIDEOS)
            .as(answer.text())
            .isTrue();
        Thread.sleep(50);
      }
      assertThat(HttpCalls.ids(search(http))).hasSize(VIDEOS);
      assertThat(http.get("/health/ready").status()).isEqualTo(200);
    } finally {
      starting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).close();
    }
  }

  /** As long as publishing would take with a large catalogue. */
  private void nobodyPublishesFor(Duration time) throws Exception {
    PostgresAddress address = postgres.address();
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO lease (name, holder, ends) VALUES ('relay', 'nobody', now() + interval '%d s')"
              .formatted(time.toSeconds()));
    }
  }

  private HttpCalls calls(String url) throws Exception {
    return new HttpCalls(url, Files.readString(folder.resolve("node/operator.token")).strip());
  }

  private static Answer search(HttpCalls http) throws Exception {
    return http.searchFor("tram", "&mode=text&sort=newest&limit=100&fields=id");
  }

  /** What is missing stands in place of {@code false}. */
  private static boolean isWhole(Answer answer) {
    JsonNode partial = answer.json().path("partial");
    return partial.isBoolean() && !partial.asBoolean();
  }

  private static void until(Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.call()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(50);
    }
  }

  private NodeConfig config() {
    return OutsideStores.config(folder.resolve("node"), postgres.address(), kafka);
  }
}
