package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients of the live feed while their node is killed and started again: after resuming every one
 * has every video that was accepted, in order, and nothing twice by token. {@code
 * -Dkinora.live.sockets} says how many clients, {@code -Dkinora.live.rounds} how often the node is
 * lost (every other time it is frozen for a while instead of killed), {@code -Dkinora.live.seed}
 * repeats a drill.
 */
class LiveDrillTest {

  private static final int SOCKETS = Integer.getInteger("kinora.live.sockets", 20);
  private static final int ROUNDS = Integer.getInteger("kinora.live.rounds", 1);
  private static final long SEED = Long.getLong("kinora.live.seed", System.nanoTime());
  private static final int CHANNELS = 5;
  private static final int VIDEOS_A_ROUND = 40;
  private static final List<String> SETTINGS =
      List.of(
          "-s", "encoders.text=none",
          "-s", "encoders.sight=none",
          "-s", "live.sockets-per-address=100000");

  private static final Duration FROZEN = Duration.ofSeconds(15);

  /** A bound on a hang, not a measure. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private final List<Listener> listeners = new ArrayList<>();
  private final Map<Integer, List<String>> accepted = new LinkedHashMap<>();
  private ServedNode node;
  private int written;

  @AfterEach
  void nothingIsLeftRunning() throws Exception {
    listeners.forEach(Listener::cut);
    if (node != null) {
      node.clear();
    }
  }

  @Test
  void every_client_has_every_video_once_by_token_though_the_node_was_killed() throws Exception {
    System.out.printf("%d clients; to repeat: -Dkinora.live.seed=%d%n", SOCKETS, SEED);
    HttpCalls http = start(0);
    for (int i = 0; i < SOCKETS; i++) {
      listeners.add(new Listener(i % CHANNELS, i % 2 == 0));
    }
    connectAll(http);
    for (int round = 1; round <= ROUNDS; round++) {
      int last = random.nextInt(VIDEOS_A_ROUND);
      write(http, last);
      for (Listener cut : listeners.subList(0, SOCKETS / 4)) {
        cut.cut(); // some have gone before, and miss more
      }
      write(http, VIDEOS_A_ROUND - last);
      if (round % 2 == 1) {
        node.kill();
        http = start(round);
      } else {
        node.freeze(FROZEN);
      }
      write(http, CHANNELS);
      connectAll(http);
    }
    write(http, 2 * CHANNELS);
    for (Listener listener : listeners) {
      listener.await(accepted.get(listener.channel));
    }
    System.out.printf(
        "%d videos; items: %d%n", written, listeners.stream().mapToInt(l -> l.items.size()).sum());
  }

  private HttpCalls start(int number) throws Exception {
    node =
        ServedNode.spawn(
            folder.resolve("data"), folder.resolve("log-" + number), List.of(), SETTINGS);
    return node.awaitReady();
  }

  private void connectAll(HttpCalls http) throws Exception {
    for (Listener listener : listeners) {
      listener.connect(http.base());
    }
    for (Listener listener : listeners) {
      listener.awaitSubscribed();
    }
  }

  /** One video after another; those of a channel are accepted in the order of their numbers. */
  private void write(HttpCalls http, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      int channel = written % CHANNELS;
      String id = "v" + written++;
      String json =
          "{\"title\":\"Video of theme%d\",\"channel\":\"c%d\"}".formatted(channel, channel);
      int status =
          http.send("PUT", "/v1/videos/" + id, BodyPublishers.ofString(json), "application/json")
              .status();
      assertThat(status).isEqualTo(202);
      accepted.computeIfAbsent(channel, first -> new ArrayList<>()).add(id);
    }
  }

  /** One client, which keeps its position as any client should. */
  private static final class Listener implements WebSocket.Listener {

    private final int channel;
    private final boolean byQuery;
    private final Map<String, String> items = new LinkedHashMap<>();
    private final StringBuilder part = new StringBuilder();
    private @Nullable String position;
    private @Nullable WebSocket socket;
    private boolean subscribed;
    private String trouble = "";

    Listener(int channel, boolean byQuery) {
      this.channel = channel;
      this.byQuery = byQuery;
    }

    void connect(String url) throws Exception {
      cut();
      synchronized (this) {
        subscribed = false;
        part.setLength(0);
      }
      socket =
          HTTP.newWebSocketBuilder()
              .subprotocols("kinora.v1")
              .buildAsync(URI.create(url.replace("http", "ws") + "/v1/live"), this)
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      String about =
          byQuery
              ? "\"stream\":\"query\",\"q\":\"video theme" + channel + "\""
              : "\"stream\":\"channel\",\"channel\":\"c" + channel + "\"";
      String resume = position == null ? "" : ",\"resume\":\"" + position + "\"";
      socket.sendText("{\"type\":\"subscribe\",\"id\":\"s1\"," + about + resume + "}", true).join();
    }

    void cut() {
      WebSocket open = socket;
      if (open != null) {
        open.abort();
      }
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onText(
        WebSocket from, CharSequence text, boolean last) {
      if (from == socket || socket == null) {
        part.append(text);
        if (last) {
          take(HttpCalls.parsed(part.toString()));
          part.setLength(0);
          notifyAll();
        }
      }
      from.request(1);
      return null;
    }

    private void take(JsonNode frame) {
      FrameSchemas.check(frame);
      switch (frame.path("type").asText()) {
        case "subscribed" -> {
          subscribed = true;
          if (position != null && !frame.path("resumed").asBoolean()) {
            trouble = "not resumed: " + frame;
          }
          position = frame.path("token").asText();
        }
        case "item" -> {
          position = frame.path("token").asText();
          items.putIfAbsent(position, frame.at("/hit/id").asText());
        }
        case "pong" -> position = frame.at("/tokens/s1").asText(position);
        case "gap", "history_lost", "error" -> trouble = frame.toString();
        default -> {}
      }
    }

    synchronized void awaitSubscribed() throws InterruptedException {
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (!subscribed && trouble.isEmpty()) {
        assertThat(System.nanoTime()).as("subscribed").isLessThan(until);
        wait(1_000);
      }
      assertThat(trouble).isEmpty();
    }

    /** Until it has had all of these. */
    synchronized void await(List<String> all) throws InterruptedException {
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (!items.containsValue(all.getLast()) && trouble.isEmpty()) {
        assertThat(System.nanoTime()).as("has " + items.values() + " of " + all).isLessThan(until);
        wait(1_000);
      }
      assertThat(trouble).isEmpty();
      // A node that dies while it publishes may publish again, with another token.
      Set<String> once = new LinkedHashSet<>(items.values());
      assertThat(once).containsExactlyElementsOf(all);
    }
  }
}
