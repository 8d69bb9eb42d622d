package io.kinora.verticles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent, what is sent again, and what is told at the end. */
final class IngestTest {

  private final StringWriter said = new StringWriter();

  @TempDir Path folder;

  private StubServer server;

  @BeforeEach
  void start() throws IOException {
    server = StubServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void lines_that_the_server_cannot_take_for_now_are_sent_again_until_it_can() throws Exception {
    lines("a", "b", "c");
    server.answerNextBulk(202, 503, 503);
    server.answerNextBulk(429, 202);

    assertThat(ingest(Duration.ofMinutes(1))).isTrue();

    assertThat(server.bulks())
        .containsExactly(List.of("a", "b", "c"), List.of("b", "c"), List.of("b", "c"));
    assertThat(said).asString().contains("3 of 3 videos are in");
  }

  @Test
  void of_two_lines_about_one_video_the_later_has_the_last_word() throws Exception {
    Files.writeString(
        folder.resolve("list.ndjson"),
        """
        {"id":"a","title":"before"}
        {"id":"a","title":"after"}
        """);
    server.answerNextBulk(503, 202);

    assertThat(ingest(Duration.ofMinutes(1))).isTrue();

    assertThat(server.bulks().getLast()).endsWith("after");
  }

  @Test
  void lines_that_are_wrong_are_not_sent_again() throws Exception {
    lines("a", "b");
    server.answerNextBulk(422, 202);

    assertThat(ingest(Duration.ofMinutes(1))).isFalse();

    assertThat(server.bulks()).containsExactly(List.of("a", "b"));
    assertThat(said).asString().contains("1 of 2 videos are in", "status 422");
  }

  @Test
  void a_database_that_stays_away_fails_its_lines_when_the_patience_is_used_up() throws Exception {
    lines("a", "b");
    for (int i = 0; i < 3; i++) {
      server.answerNextBulk(202, 503);
      server.answerNextBulk(503);
    }

    assertThat(ingest(Duration.ofMillis(50))).isFalse();

    assertThat(server.bulks()).containsExactly(List.of("a", "b"), List.of("b"));
    assertThat(said).asString().contains("1 of 2 videos are in", "status 503");
  }

  @Test
  void a_file_that_is_in_is_not_sent_twice_unless_the_server_failed_to_use_it() throws Exception {
    for (String name : List.of("good.mp4", "failed.mp4", "other.mp4")) {
      Files.writeString(folder.resolve(name), "media");
    }
    server.video("good", "{\"status\":\"searchable\",\"media\":{\"bytes\":5}}");
    server.video("failed", "{\"status\":\"failed\",\"media\":{\"bytes\":5}}");
    server.video("other", "{\"status\":\"searchable\",\"media\":{\"bytes\":6}}");

    assertThat(ingest(Duration.ZERO)).isTrue();

    assertThat(server.uploads()).containsExactlyInAnyOrder("failed", "other");
  }

  @Test
  void a_folder_that_cannot_be_read_is_in_the_summary_and_the_rest_is_sent() throws Exception {
    Files.writeString(folder.resolve("good.mp4"), "media");
    try (TooDeepFolder deep = TooDeepFolder.in(folder.resolve("deep"))) {
      assertThat(ingest(Duration.ZERO)).isFalse();

      assertThat(server.uploads()).containsExactly("good");
      assertThat(said)
          .asString()
          .contains("1 of 1 videos are in", "1 failed:", deep.top() + "/", "cannot be read: ");
    }
  }

  private void lines(String... ids) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String id : ids) {
      text.append("{\"id\":\"%s\",\"title\":\"%s\"}\n".formatted(id, id));
    }
    Files.writeString(folder.resolve("list.ndjson"), text);
  }

  private boolean ingest(Duration patience) throws InterruptedException {
    PrintWriter out = new PrintWriter(said, true);
    ApiClient client = new ApiClient(server.url(), "", patience, out);
    return new Ingest(client, out, false).paths(List.of(folder));
  }
}
