package io.kinora.verticles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.http.TestApi.Answer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BulkApiTest {

  @TempDir static Path folder;
  private static TestApi api;

  @BeforeAll
  static void start() {
    api = TestApi.start(folder);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void forget() {
    api.forget();
  }

  private static Answer bulk(String path, BodyPublisher body) {
    return api.send(
        "POST",
        path,
        body,
        "Content-Type",
        "application/x-ndjson",
        "Authorization",
        "Bearer " + api.operator);
  }

  private static List<JsonNode> lines(Answer answer) {
    return answer
        .text()
        .lines()
        .map(
            line -> {
              try {
                return TestApi.JSON.readTree(line);
              } catch (IOException malformed) {
                throw new UncheckedIOException(line, malformed);
              }
            })
        .toList();
  }

  private static List<JsonNode> bulk(String body) {
    Answer answer = bulk("/v1/videos:bulk", BodyPublishers.ofString(body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
    return lines(answer);
  }

  @Test
  void every_operation_is_answered_in_order() {
    List<JsonNode> answers =
        bulk(
            """
            {"put": {"id": "a", "title": "one", "views": 1}}
            {"patch": {"id": "a", "views": 2}}
            {"put": {"id": "b", "title": "two"}}

            {"delete": {"id": "b", "if_version": 1}}
            {"delete": {"id": "none"}}
            {"patch": {"id": "a", "if_version": 1, "views": 3}}\
            """);

    assertThat(answers.stream().map(JsonNode::toString).limit(4))
        .containsExactly(
            "{\"line\":1,\"id\":\"a\",\"status\":202,\"version\":1}",
            "{\"line\":2,\"id\":\"a\",\"status\":202,\"version\":2}",
            "{\"line\":3,\"id\":\"b\",\"status\":202,\"version\":1}",
            "{\"line\":5,\"id\":\"b\",\"status\":202,\"version\":2}");
    assertThat(answers.get(4).get("status").asInt()).isEqualTo(404);
    assertThat(answers.get(5).get("status").asInt()).isEqualTo(409);
    assertThat(answers).hasSize(6);
    assertThat(api.catalogue.videos.get("a").metadata().views()).isEqualTo(2);
  }

  @Test
  void a_bad_line_is_told_and_does_not_stop_the_others() {
    List<JsonNode> answers =
        bulk(
            """
            {"put": {"id": "a", "title": "one"}}
            {"put": {"id": "b", "title": "x"
            {"put": {"id": "../c", "title": "x"}}
            {"put": {"id": "d", "title": "x", "colour": "red"}}
            {"put": {"id": "e", "title": "x", "vectors": {"text": [0, 0]}}}
            {"put": {"id": "f", "title": "x"}, "delete": {"id": "f"}}
            {"burn": {"id": "g"}}
            []
            {"delete": {"id": "h", "title": "x"}}
            {"patch": {"id": "i", "title": null}}
            {"put": {"id": "j", "id": "k", "title": "x"}}
            {"put": {"id": "z", "title": "last"}}
            """);

    assertThat(answers).hasSize(12);
    assertThat(answers.getFirst().get("status").asInt()).isEqualTo(202);
    assertThat(answers.getLast().get("status").asInt()).isEqualTo(202);
    assertThat(answers.subList(1, 11))
        .allSatisfy(
            problem -> {
              assertThat(problem.get("status").asInt()).isEqualTo(400);
              assertThat(problem.get("type").asText()).startsWith("urn:kinora:problem:");
            });
    assertThat(IntStream.range(0, 12).mapToObj(i -> answers.get(i).get("line").asInt()))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(answers.get(3).get("field").asText()).isEqualTo("colour");
    assertThat(answers.get(3).get("id").asText()).isEqualTo("d");
    assertThat(answers.get(4).get("detail").asText()).contains("all zeros");
    assertThat(answers.get(5).get("detail").asText()).contains("one of put, patch, delete");
    assertThat(api.catalogue.videos).containsOnlyKeys("a", "z");
  }

  @Test
  void many_lines_go_in_batches_of_at_most_500() {
    String body =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "{\"put\": {\"id\": \"v%d\", \"title\": \"t\"}}\n".formatted(i % 700))
            .collect(Collectors.joining());

    List<JsonNode> answers = bulk(body);

    assertThat(answers).hasSize(3_000);
    for (int i = 0; i < 3_000; i++) {
      assertThat(answers.get(i).get("id").asText()).isEqualTo("v" + i % 700);
      assertThat(answers.get(i).get("version").asInt()).isEqualTo(1 + i / 700);
    }
    assertThat(api.catalogue.batches).allMatch(size -> size <= 500);
    assertThat(api.catalogue.batches.stream().mapToInt(i -> i).sum()).isEqualTo(3_000);
  }

  @Test
  void waiting_answers_200_for_what_searches_see() {
    api.visible = (id, version) -> Future.succeededFuture(id.equals("a"));

    Answer answer =
        bulk(
            "/v1/videos:bulk?wait=searchable",
            BodyPublishers.ofString(
                """
                {"put": {"id": "a", "title": "one"}}
                {"put": {"id": "b", "title": "two"}}
                """));

    assertThat(lines(answer).stream().map(line -> line.get("status").asInt()))
        .containsExactly(200, 202);
  }

  @Test
  void a_batch_that_fails_is_told_by_its_lines() {
    api.catalogue.before = () -> Future.failedFuture(new OverloadedException("database busy", 1));

    List<JsonNode> answers = bulk("{\"put\": {\"id\": \"a\", \"title\": \"one\"}}\n");

    assertThat(answers.getFirst().get("status").asInt()).isEqualTo(503);
    assertThat(answers.getFirst().get("id").asText()).isEqualTo("a");
  }

  @Test
  void an_empty_stream_has_an_empty_answer() {
    assertThat(bulk("\n\r\n  \n")).isEmpty();
  }

  @Test
  void another_content_type_is_refused() {
    assertThat(api.post("/v1/videos:bulk", "{}").status()).isEqualTo(415);
  }

  @Test
  void a_line_of_a_gigabyte_is_skipped_without_being_held() {
    long gigabyte = 1L << 30;
    byte[] before = "{\"put\": {\"id\": \"a\", \"title\": \"".getBytes(StandardCharsets.UTF_8);
    byte[] after =
        "\"}}\n{\"put\": {\"id\": \"b\", \"title\": \"two\"}}\n".getBytes(StandardCharsets.UTF_8);

    List<JsonNode> answers =
        lines(
            bulk(
                "/v1/videos:bulk",
                BodyPublishers.ofInputStream(() -> new Padded(before, gigabyte, after))));

    assertThat(answers).hasSize(2);
    assertThat(answers.get(0).get("status").asInt()).isEqualTo(413);
    assertThat(answers.get(0).get("detail").asText()).contains("up to 1048576 bytes");
    assertThat(answers.get(1).get("id").asText()).isEqualTo("b");
    assertThat(answers.get(1).get("line").asInt()).isEqualTo(2);
    assertThat(api.catalogue.videos).containsOnlyKeys("b");
  }

  @Test
  void the_body_is_read_no_faster_than_it_is_written(@TempDir Path own) throws Exception {
    Promise<Void> held = Promise.promise();
    CountDownLatch begun = new CountDownLatch(1);
    TestApi slow = TestApi.start(own);
    slow.catalogue.before =
        () -> {
          begun.countDown();
          return held.future();
        };
    AtomicLong sent = new AtomicLong();
    byte[] line =
        ("{\"put\": {\"id\": \"a\", \"title\": \"t\", \"transcript\": \""
                + "x".repeat(10_000)
                + "\"}}\n")
            .getBytes(StandardCharsets.UTF_8);
    try (slow;
        Socket socket = new Socket("127.0.0.1", slow.port)) {
      Thread.ofVirtual().start(() -> write(socket, slow.operator, line, 10_000, sent));
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      long settled = settled(sent);

      // 100 MB are on offer; two batches and what the kernel's buffers hold have been taken.
      assertThat(settled).isLessThan(30L << 20);
      assertThat(slow.catalogue.batches).hasSize(1);
      held.complete();
    }
  }

  /** Waits until a number no longer rises. */
  private static long settled(AtomicLong number) throws InterruptedException {
    long last = -1;
    int still = 0;
    while (still < 10) {
      TimeUnit.MILLISECONDS.sleep(30);
      long now = number.get();
      still = now == last ? still + 1 : 0;
      last = now;
    }
    return last;
  }

  private static void write(Socket socket, String token, byte[] line, int times, AtomicLong sent) {
    try {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /v1/videos:bulk HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
              + "Authorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
                  .formatted(token, (long) line.length * times);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < times; i++) {
        out.write(line);
        sent.addAndGet(line.length);
      }
    } catch (IOException closed) {
      // The test is over before everything is sent.
    }
  }

  @Test
  void lines_are_the_same_in_whatever_pieces_they_come() {
    byte[] stream = "ab\n\ncdef\r\ngh".getBytes(StandardCharsets.UTF_8);
    for (int size = 1; size <= stream.length; size++) {
      List<String> lines = new ArrayList<>();
      LineSplitter splitter = new LineSplitter(4, sink(lines));
      for (int start = 0; start < stream.length; start += size) {
        splitter.feed(Arrays.copyOfRange(stream, start, Math.min(stream.length, start + size)));
      }
      splitter.end();

      assertThat(lines).containsExactly("1 ab", "2 ", "3 too long: 5", "4 gh");
    }
  }

  private static LineSplitter.Sink sink(List<String> lines) {
    return new LineSplitter.Sink() {
      @Override
      public void line(long number, byte[] bytes) {
        lines.add(number + " " + new String(bytes, StandardCharsets.UTF_8));
      }

      @Override
      public void tooLong(long number, long length) {
        lines.add(number + " too long: " + length);
      }
    };
  }

  /** A head, very many letters, a tail. */
  private static final class Padded extends InputStream {

    private final byte[] head;
    private final byte[] tail;
    private final long end;
    private final long padding;
    private long at;

    Padded(byte[] head, long padding, byte[] tail) {
      this.head = head;
      this.tail = tail;
      this.padding = padding;
      this.end = head.length + padding + tail.length;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (at >= end) {
        return -1;
      }
      long paddingEnd = head.length + padding;
      long part = at < head.length ? head.length : at < paddingEnd ? paddingEnd : end;
      int count = (int) Math.min(length, part - at);
      if (at < head.length) {
        System.arraycopy(head, (int) at, into, offset, count);
      } else if (at < paddingEnd) {
        Arrays.fill(into, offset, offset + count, (byte) 'x');
      } else {
        System.arraycopy(tail, (int) (at - paddingEnd), into, offset, count);
      }
      at += count;
      return count;
    }
  }
}
