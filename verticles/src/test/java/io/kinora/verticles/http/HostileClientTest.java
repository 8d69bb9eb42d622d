package io.kinora.verticles.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.verticles.fuzz.RawAnswer;
import io.kinora.verticles.fuzz.RawConnection;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.kinora.verticles.http.openapi.Operation;
import io.kinora.verticles.http.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no HTTP client sends by mistake. */
final class HostileClientTest {

  private static final Duration HANG = Duration.ofSeconds(30);
  private static final HttpConfig.Limits USUAL = HttpConfig.Limits.DEFAULT;

  /** As the defaults, but a connection may be silent for half a second only. */
  private static final HttpConfig.Limits IMPATIENT =
      new HttpConfig.Limits(
          USUAL.jsonBytes(),
          USUAL.lineBytes(),
          USUAL.mediaBytes(),
          USUAL.concurrentRequests(),
          USUAL.connections(),
          Duration.ofMillis(500),
          USUAL.drain(),
          Duration.ofMillis(500));

  @TempDir static Path folder;
  @TempDir static Path impatientFolder;
  private static TestApi api;
  private static TestApi impatient;

  @BeforeAll
  static void start() {
    api = TestApi.start(folder);
    impatient = TestApi.start(impatientFolder, http -> http.withLimits(IMPATIENT));
  }

  @AfterAll
  static void stop() {
    api.close();
    impatient.close();
  }

  private static RawAnswer send(String request) throws IOException {
    try (RawConnection connection = new RawConnection(api.port, HANG)) {
      connection.send(request.getBytes(StandardCharsets.ISO_8859_1));
      RawAnswer answer = connection.read(false);
      assertThat(answer).as("an answer").isNotNull();
      assertThat(answer.contentType()).as(answer.text()).isEqualTo("application/problem+json");
      return answer;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host: a b\r\n", "Host: [::1\r\n", "Host: x:y\r\n"})
  void a_host_that_is_missing_or_none_is_the_clients_fault(String host) throws IOException {
    RawAnswer answer = send("GET /v1/about HTTP/1.1\r\n" + host + "\r\n");

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("field").asText()).isEqualTo("Host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?q=a", "*", "v1/search"})
  void a_path_that_does_not_begin_with_a_slash_is_refused(String target) throws IOException {
    RawAnswer answer = send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/videos/%", "/v1/videos/a%2", "/v1/videos/%zz/status", "/v1/videos/a?include=%zz",
        "/v1/videos/a/media?q=%", "/%", "/v1/search?q=%u0041", "/index.html?a=%1"
      })
  void an_escape_that_is_none_is_refused_with_a_problem(String target) throws IOException {
    RawAnswer answer = send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText()).contains("%25");
  }

  @Test
  void after_what_cannot_be_read_the_connection_is_said_to_be_closed() throws IOException {
    RawAnswer answer = send("GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("connection")).isEqualTo("close");
  }

  @Test
  void the_id_in_a_problem_is_the_one_in_its_header() throws IOException {
    RawAnswer answer = send("GET /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(answer.json().path("request_id").asText())
        .isEqualTo(answer.header("x-request-id"))
        .isNotEmpty();
  }

  @Test
  void ten_thousand_headers_are_refused() throws IOException {
    String headers =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "X-" + i + ": " + i + "\r\n")
            .collect(Collectors.joining());

    try (RawConnection connection = new RawConnection(api.port, HANG)) {
      RawAnswer answer = null;
      try {
        connection.send(
            ("GET /v1/about HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        answer = connection.read(false);
      } catch (SocketException reset) {
        // The rest of them was not waited for, and the reset overtook the answer.
      }
      if (answer != null) {
        assertThat(answer.status()).isEqualTo(431);
      }
    }
    assertThat(api.get("/v1/about").status()).isEqualTo(200);
  }

  static Stream<Operation> takingBodies() {
    return ApiDocument.load().operations().stream().filter(o -> !o.bodies().isEmpty());
  }

  static Stream<Operation> takingNoGzip() {
    return takingBodies().filter(o -> !o.takesGzip());
  }

  @ParameterizedTest
  @MethodSource("takingNoGzip")
  void a_zip_bomb_stays_zipped(Operation operation) throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        out.write(zeros);
      }
    }
    String type = operation.bodies().keySet().iterator().next().replace("*/*", "video/mp4");

    TestApi.Answer answer =
        api.send(
            operation.method().name(),
            operation.path().replaceAll("\\{[a-z]+}", "x"),
            BodyPublishers.ofByteArray(bomb.toByteArray()),
            "Content-Type",
            type,
            "Content-Encoding",
            "gzip",
            "Authorization",
            "Bearer " + api.operator);

    assertThat(answer.status()).as(answer.text()).isEqualTo(415);
    assertThat(answer.field()).isEqualTo("Content-Encoding");
    assertThat(api.catalogue.batches).isEmpty();
    assertThat(api.searches).isEmpty();
  }

  @Test
  void a_silent_connection_is_closed() throws IOException {
    try (RawConnection connection = new RawConnection(impatient.port, HANG)) {
      assertThat(connection.read(false)).isNull();
    }
  }

  @Test
  void a_request_that_never_ends_is_not_waited_for_though_it_is_never_silent() throws Exception {
    try (RawConnection connection = new RawConnection(impatient.port, HANG)) {
      connection.send("GET /v1/about HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(trickled(connection, "X: 1\r\n")).isTrue();
    }
  }

  @Test
  void clients_that_leave_with_requests_in_line_free_every_place(@TempDir Path own)
      throws Exception {
    try (TestApi busy = TestApi.start(own)) {
      busy.search =
          request ->
              busy.vertx
                  .timer(1 + busy.searches.size() % 5, TimeUnit.MILLISECONDS)
                  .map(TestApi.ANSWER);
      byte[] three =
          "GET /v1/search HTTP/1.1\r\nHost: x\r\n\r\n"
              .repeat(3)
              .getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 200; i++) {
        try (RawConnection connection = new RawConnection(busy.port, HANG)) {
          connection.send(three);
          if (i % 3 == 0) {
            connection.read(false);
          }
          connection.abort();
        }
      }
      assertThat(busy.searches).isNotEmpty();
      assertNothingInWork(busy);
    }
  }

  @Test
  void clients_that_leave_while_a_film_is_sent_free_every_place(@TempDir Path own)
      throws Exception {
    try (TestApi cinema = TestApi.start(own)) {
      cinema.put("/v1/videos/film", "{\"title\": \"A long one\"}");
      byte[] film = new byte[16 << 20];
      cinema.send(
          "POST",
          "/v1/videos/film/media",
          BodyPublishers.ofByteArray(film),
          "Authorization",
          "Bearer " + cinema.operator);
      byte[] request =
          "GET /v1/videos/film/media HTTP/1.1\r\nHost: x\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 30; i++) {
        try (Socket player = new Socket("127.0.0.1", cinema.port)) {
          player.setSoLinger(true, 0);
          player.getOutputStream().write(request);
          assertThat(player.getInputStream().readNBytes(i * 40)).hasSize(i * 40);
        }
      }
      assertNothingInWork(cinema);
    }
  }

  @Test
  void an_upload_ends_whose_client_left_before_it_was_taken(@TempDir Path own) throws Exception {
    Vertx vertx = api.vertx;
    Promise<Void> seen = Promise.promise();
    Promise<Throwable> end = Promise.promise();
    OpenOptions newFile = new OpenOptions().setWrite(true).setCreateNew(true);
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  request.pause();
                  request
                      .connection()
                      .closeHandler(
                          left ->
                              vertx
                                  .fileSystem()
                                  .open(own.resolve("a.part").toString(), newFile)
                                  .compose(file -> FileIntake.take(request, file, 1_000))
                                  .onSuccess(bytes -> end.fail("taken"))
                                  .onFailure(end::complete));
                  seen.complete();
                });
    TestApi.await(server.listen(0));
    try (Socket client = new Socket("127.0.0.1", server.actualPort())) {
      client.setSoLinger(true, 0);
      client
          .getOutputStream()
          .write(
              "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nhalf"
                  .getBytes(StandardCharsets.US_ASCII));
      TestApi.await(seen.future());
      client.close();
      assertThat(TestApi.await(end.future())).isInstanceOf(ProblemException.class);
    } finally {
      TestApi.await(server.close());
    }
  }

  private static void assertNothingInWork(TestApi api) throws InterruptedException {
    Gauge inWork = api.metrics.get("kinora.http.requests.in.work").gauge();
    for (int i = 0; i < 200 && inWork.value() > 0; i++) {
      Thread.sleep(50);
    }
    assertThat(inWork.value()).isZero();
  }

  @Test
  void a_body_that_comes_a_byte_now_and_then_is_refused_in_the_end() throws Exception {
    Vertx vertx = api.vertx;
    Promise<Throwable> refusal = Promise.promise();
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    RequestBody.read(vertx, request, 1_000, Duration.ofMillis(300))
                        .onSuccess(body -> refusal.fail("taken"))
                        .onFailure(refused -> closeWith(request, refusal, refused)));
    TestApi.await(server.listen(0));
    try (RawConnection connection = new RawConnection(server.actualPort(), HANG)) {
      connection.send(
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      assertThat(trickled(connection, " ")).isTrue();
      assertThat(TestApi.await(refusal.future()))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> assertThat(refused.problem().type().status()).isEqualTo(408));
    } finally {
      TestApi.await(server.close());
    }
  }

  private static void closeWith(
      io.vertx.core.http.HttpServerRequest request, Promise<Throwable> refusal, Throwable cause) {
    refusal.complete(cause);
    request.connection().close();
  }

  /** Sends a little every 50 ms until the server closes; false if it does not. */
  private static boolean trickled(RawConnection connection, String bit) throws Exception {
    long until = System.nanoTime() + HANG.toNanos();
    while (System.nanoTime() < until) {
      try {
        connection.send(bit.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException closed) {
        return true;
      }
      Thread.sleep(50);
    }
    return false;
  }
}
