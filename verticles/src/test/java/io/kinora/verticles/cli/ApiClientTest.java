package io.kinora.verticles.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the commands do about a server that is not there. */
final class ApiClientTest {

  private final List<HttpServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void a_server_that_comes_back_is_waited_for_and_the_person_told_so() throws Exception {
    int port = freePort();
    StringBuilder said = new StringBuilder();
    // The server starts once it is said that there is none.
    PrintWriter out = new PrintWriter(new StartingServer(port, said));
    ApiClient client = new ApiClient(address(port), "", Duration.ofMinutes(1), out);

    assertThat(client.get("/anything").path("here").asBoolean()).isTrue();
    assertThat(said).containsOnlyOnce("No server answers").contains(":" + port, "60 s");
  }

  @Test
  void a_server_that_stays_away_is_given_up_in_time() throws Exception {
    StringBuilder said = new StringBuilder();
    PrintWriter out = new PrintWriter(new Listening(said));
    ApiClient client = new ApiClient(address(freePort()), "", Duration.ofMillis(20), out);

    assertThatThrownBy(() -> client.get("/anything"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("No server answers");
  }

  @Test
  void a_server_that_cannot_is_asked_again_as_long_as_the_patience_lasts() throws Exception {
    int port = freePort();
    AtomicInteger asked = new AtomicInteger();
    serve(port, exchange -> answer(exchange, asked.incrementAndGet() <= 8 ? 503 : 200));
    PrintWriter out = new PrintWriter(Writer.nullWriter());

    ApiClient patient = new ApiClient(address(port), "", Duration.ofMinutes(1), out);
    assertThat(patient.get("/anything").path("here").asBoolean()).isTrue();

    asked.set(0);
    assertThatThrownBy(() -> new ApiClient(address(port), "").get("/anything"))
        .isInstanceOf(ApiClient.RefusedException.class)
        .hasMessage("status 503");
  }

  private void serve(int port, HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", handler);
    server.start();
    servers.add(server);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    byte[] body = "{\"here\": true}".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Retry-After", "0");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static class Listening extends Writer {
    private final StringBuilder said;

    Listening(StringBuilder said) {
      this.said = said;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
      said.append(characters, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private final class StartingServer extends Listening {
    private final int port;

    StartingServer(int port, StringBuilder said) {
      super(said);
      this.port = port;
    }

    @Override
    public void flush() {
      try {
        serve(port, exchange -> answer(exchange, 200));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
