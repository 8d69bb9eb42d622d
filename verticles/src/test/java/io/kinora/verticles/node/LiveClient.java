package io.kinora.verticles.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of the live feed over the JDK's WebSocket; every frame is checked as it comes. */
final class LiveClient implements WebSocket.Listener, AutoCloseable {

  /** A bound on a hang, not a measure. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String CLOSED = "closed";

  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private @Nullable WebSocket socket;

  /**
   * @param token in the header, or null
   */
  static LiveClient open(String url, @Nullable String token, String... more) throws Exception {
    LiveClient client = new LiveClient();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder().subprotocols("kinora.v1", more);
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    client.socket =
        builder
            .buildAsync(URI.create(url.replace("http", "ws") + "/v1/live"), client)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return client;
  }

  LiveClient send(String json) {
    socket().sendText(json.replace('\'', '"'), true).join();
    return this;
  }

  /** A message that is no text. */
  void sendBytes() {
    socket().sendBinary(java.nio.ByteBuffer.allocate(3), true).join();
  }

  /** As the server chose. */
  String subprotocol() {
    return socket().getSubprotocol();
  }

  private WebSocket socket() {
    return java.util.Objects.requireNonNull(socket);
  }

  @Override
  public void onOpen(WebSocket opened) {
    opened.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      frames.add(HttpCalls.parsed(part.toString()));
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    frames.add(HttpCalls.JSON.createObjectNode().put("type", CLOSED).put("code", code));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    frames.add(HttpCalls.JSON.createObjectNode().put("type", CLOSED).put("code", 1006));
  }

  /** The next frame of a type; others before it are passed over, heartbeats among them. */
  JsonNode await(String type) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    List<JsonNode> passed = new ArrayList<>();
    while (System.nanoTime() < until) {
      JsonNode frame = frames.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (frame == null) {
        break;
      }
      if (!frame.path("type").asText().equals(CLOSED)) {
        FrameSchemas.check(frame);
      }
      if (frame.path("type").asText().equals(type)) {
        return frame;
      }
      passed.add(frame);
    }
    throw new AssertionError("no " + type + "; what came: " + passed);
  }

  /** The close code. */
  int awaitClosed() throws InterruptedException {
    return await(CLOSED).path("code").asInt();
  }

  /** The ids of the next items, in order. */
  List<String> items(int count) throws InterruptedException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(await("item").at("/hit/id").asText());
    }
    return ids;
  }

  /** What has come and was not looked at yet. */
  List<JsonNode> rest() {
    List<JsonNode> rest = new ArrayList<>();
    frames.drainTo(rest);
    return rest;
  }

  @Override
  public void close() {
    socket().abort();
  }
}
