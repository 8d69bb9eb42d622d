package io.kinora.indexing.encode.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.kinora.catalog.InvalidValueException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Pulling a model")
class ModelPullTest {

  private static final int SIZE = 300_000;

  @TempDir Path cache;

  private final byte[] content = new byte[SIZE];
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private ModelStore store;
  private String sum;

  @BeforeEach
  void start() throws IOException {
    new Random(42).nextBytes(content);
    sum = Sha256.copying(new ByteArrayInputStream(content), OutputStream.nullOutputStream());
    store = new ModelStore(cache);
    server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void a_file_arrives_is_verified_and_can_be_used() throws Exception {
    serve("/f", exchange -> send(exchange, SIZE));
    List<Long> seen = new ArrayList<>();

    pull(
        download("/f", sum, (long) SIZE),
        Map.of(),
        (file, done, total) -> {
          assertThat(file).isEqualTo("f");
          assertThat(total).isEqualTo(SIZE);
          seen.add(done);
        });

    assertThat(store.file(download("/f", sum, (long) SIZE), "f")).hasBinaryContent(content);
    assertThat(part()).doesNotExist();
    assertThat(seen).isSorted().endsWith((long) SIZE);
  }

  @Test
  void an_interrupted_pull_goes_on_where_it_stopped() throws Exception {
    serve("/f", exchange -> send(exchange, SIZE));
    begin(100_000);

    pull(download("/f", sum, (long) SIZE));

    assertThat(ranges).containsExactly("bytes=100000-");
    assertThat(installed()).hasBinaryContent(content);
  }

  @Test
  void a_connection_that_breaks_is_taken_up_again() throws Exception {
    serve("/f", exchange -> send(exchange, 120_000));

    pull(download("/f", sum, (long) SIZE));

    assertThat(ranges).containsExactly("", "bytes=120000-", "bytes=240000-");
    assertThat(installed()).hasBinaryContent(content);
  }

  @Test
  void a_server_that_ignores_ranges_is_read_from_the_start() throws Exception {
    serve(
        "/f",
        exchange -> {
          exchange.sendResponseHeaders(200, SIZE);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    begin(100_000);

    pull(download("/f", sum, (long) SIZE));

    assertThat(installed()).hasBinaryContent(content);
  }

  @Test
  void what_is_there_already_is_not_fetched_again() throws Exception {
    serve("/f", exchange -> send(exchange, SIZE));
    pull(download("/f", sum, (long) SIZE));
    pull(download("/f", sum, (long) SIZE));

    assertThat(ranges).hasSize(1);
  }

  @Test
  void a_file_with_another_sum_is_thrown_away() {
    serve("/f", exchange -> send(exchange, SIZE));
    String other = "0".repeat(64);

    assertThatThrownBy(() -> pull(download("/f", other, (long) SIZE)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(sum)
        .hasMessageContaining(other);
    assertThat(installed()).doesNotExist();
    assertThat(part()).isEmptyFile();
  }

  @Test
  void a_file_that_nobody_vouches_for_is_kept_aside_until_its_sum_is_confirmed() throws Exception {
    serve("/f", exchange -> send(exchange, SIZE));
    ModelFile model = download("/f", null, null);

    assertThatThrownBy(() -> pull(model))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--sha256 f=" + sum);
    assertThat(installed()).doesNotExist();
    assertThatThrownBy(() -> store.file(model, "f")).isInstanceOf(ModelNotInstalledException.class);

    serve("/f", exchange -> refuseMore(exchange));
    pull(model, Map.of("f", sum), (file, done, total) -> {});

    assertThat(store.file(model, "f")).hasBinaryContent(content);
    Files.writeString(installed(), "changed later");
    assertThatThrownBy(() -> store.file(model, "f")).hasMessageContaining(sum);
  }

  @Test
  void a_confirmation_that_was_not_asked_for_is_refused() {
    ModelFile model = download("/f", sum, null);

    assertThatThrownBy(() -> pull(model, Map.of("f", "1".repeat(64)), (file, done, total) -> {}))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining(sum);
    assertThatThrownBy(() -> pull(model, Map.of("g", sum), (file, done, total) -> {}))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("allowed: f");
  }

  @Test
  void a_server_that_has_no_such_file_is_quoted() {
    assertThatThrownBy(() -> pull(download("/absent", sum, (long) SIZE)))
        .hasMessageContaining("/absent answered 404");
  }

  @ParameterizedTest
  @CsvSource({
    "https://no-such-host.invalid/f,not known here",
    "http://127.0.0.1:1/f,no connection"
  })
  void a_server_that_cannot_be_reached_is_named(String url, String why) {
    ModelFile model =
        ModelStoreTest.model(new FileSource.Download(URI.create(url), sum, (long) SIZE));

    assertThatThrownBy(() -> pull(model))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(url)
        .hasMessageContaining(why);
  }

  @Test
  void more_bytes_than_the_model_file_says_are_not_taken() {
    serve("/f", exchange -> send(exchange, SIZE));

    assertThatThrownBy(() -> pull(download("/f", sum, 1000L)))
        .hasMessageContaining("more than 1000 bytes");
    assertThat(part()).isEmptyFile();
  }

  @Test
  void a_server_that_falls_silent_is_left_and_what_came_is_kept() {
    serve(
        "/f",
        exchange -> {
          exchange.sendResponseHeaders(200, SIZE);
          exchange.getResponseBody().write(content, 0, 50_000);
          exchange.getResponseBody().flush();
          await(released);
        });

    assertThatThrownBy(
            () ->
                new ModelPull(store, Duration.ofMillis(500))
                    .pull(download("/f", sum, (long) SIZE), Map.of(), (f, d, t) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nothing came");
    assertThat(part()).hasSize(50_000);
  }

  @Test
  void a_redirect_is_followed_but_never_to_plain_http_elsewhere() throws Exception {
    serve("/f", exchange -> send(exchange, SIZE));
    int port = server.getAddress().getPort();
    redirect("/good", "http://127.0.0.1:" + port + "/f");
    redirect("/bad", "http://127.0.0.2:" + port + "/f");

    assertThatThrownBy(() -> pull(download("/bad", sum, (long) SIZE)))
        .hasMessageContaining("not https");
    pull(download("/good", sum, (long) SIZE));
    assertThat(installed()).hasBinaryContent(content);
  }

  private void pull(ModelFile model) throws IOException, InterruptedException {
    pull(model, Map.of(), (file, done, total) -> {});
  }

  private void pull(ModelFile model, Map<String, String> confirmed, PullProgress progress)
      throws IOException, InterruptedException {
    new ModelPull(store, Duration.ofSeconds(20)).pull(model, confirmed, progress);
  }

  private ModelFile download(String path, @Nullable String sha256, @Nullable Long bytes) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return ModelStoreTest.model(new FileSource.Download(url, sha256, bytes));
  }

  private Path installed() {
    return cache.resolve("mine").resolve("f");
  }

  private Path part() {
    return cache.resolve("mine").resolve("f.part");
  }

  private void begin(int bytes) throws IOException {
    Files.createDirectories(part().getParent());
    Files.write(part(), Arrays.copyOf(content, bytes));
  }

  private void serve(String path, HttpHandler handler) {
    try {
      server.removeContext(path);
    } catch (IllegalArgumentException e) {
      assertThat(e).as("there was none yet").isNotNull();
    }
    server.createContext(path, handler);
  }

  private void redirect(String path, String to) {
    serve(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Location", to);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
  }

  /** Serves the content, ranges too, but breaks off after so many bytes. */
  private void send(HttpExchange exchange, int most) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range == null ? "" : range);
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (range != null) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, SIZE - from);
    exchange.getResponseBody().write(content, from, Math.min(most, SIZE - from));
    exchange.getResponseBody().flush();
    exchange.close();
  }

  /** As a server answers that is asked for what lies behind the end. */
  private static void refuseMore(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Range", "bytes */" + SIZE);
    exchange.sendResponseHeaders(416, -1);
    exchange.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
