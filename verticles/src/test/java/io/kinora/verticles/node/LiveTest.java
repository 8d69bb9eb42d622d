package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The live feed of a whole node, as clients have it. */
class LiveTest {

  private static final int CONNECTIONS = 30;
  private static final Vertx VERTX = Vertx.vertx();

  @TempDir static Path folder;
  private static Node node;
  private static HttpCalls http;

  @BeforeAll
  static void startsANode() throws IOException {
    Map<String, String> settings =
        Map.of(
            "data", folder.resolve("data").toString(),
            "http.port", "0",
            "http.cors", "https://videos.example",
            "http.connections", Integer.toString(CONNECTIONS),
            "encoders.text", "none",
            "encoders.sight", "none",
            "vectors.sight-dimension", "4",
            "live.queue-kb", "64");
    node = Node.start(NodeConfig.from(Settings.of(null, Map.of(), settings, Map.of())));
    http = new HttpCalls(node.url(), Files.readString(node.tokenFile()).strip());
  }

  @AfterAll
  static void stopsIt() {
    if (node != null) {
      node.close();
    }
    VERTX.close();
  }

  private static void put(String id, String json) throws Exception {
    assertThat(
            http.send(
                    "PUT",
                    "/v1/videos/" + id,
                    BodyPublishers.ofString(json.replace('\'', '"')),
                    "application/json")
                .status())
        .isEqualTo(202);
  }

  private static LiveClient anonymous() throws Exception {
    return LiveClient.open(http.base(), null);
  }

  @Test
  void a_client_hears_of_the_videos_of_a_channel_in_the_order_in_which_they_came()
      throws Exception {
    try (LiveClient client = anonymous()) {
      client.await("welcome");
      client.send("{'type':'subscribe','id':'s1','stream':'channel','channel':'brass'}");
      client.await("subscribed");
      put("tuba", "{'title':'Tuba','channel':'brass','description':'low'}");
      put("flute", "{'title':'Flute','channel':'wood'}");
      put("horn", "{'title':'Horn','channel':'brass'}");

      JsonNode first = client.await("item");
      assertThat(first.at("/hit/title").asText()).isEqualTo("Tuba");
      assertThat(first.at("/hit/description").asText()).isEqualTo("low");
      assertThat(first.path("subscription").asText()).isEqualTo("s1");
      assertThat(client.items(1)).containsExactly("horn");
    }
  }

  @Test
  void a_standing_query_is_understood_as_a_search_and_wants_all_of_its_words() throws Exception {
    try (LiveClient client = anonymous()) {
      client.send(
          "{'type':'subscribe','id':'q','stream':'query','q':'red lighthouses -ad','filter':'NOT tag:ad'}");
      client.await("subscribed");
      put("l1", "{'title':'A lighthouse'}");
      put("l2", "{'title':'The RED lighthouse', 'tags':['ad']}");
      put("l3", "{'title':'Red roofs','description':'and a lighthouse, an ad'}");
      put("l4", "{'title':'Red roofs','transcript':'and there is the lighthouse'}");

      assertThat(client.items(1)).containsExactly("l4");
    }
  }

  @Test
  void a_client_that_comes_back_has_what_it_missed_then_what_is_new() throws Exception {
    String token;
    try (LiveClient client = anonymous()) {
      client.send("{'type':'subscribe','id':'s','stream':'query','q':'comet'}");
      client.await("subscribed");
      put("c1", "{'title':'First comet'}");
      token = client.await("item").path("token").asText();
    }
    put("c2", "{'title':'Second comet'}");
    put("c3", "{'title':'No such thing'}");
    put("c4", "{'title':'Fourth comet'}");
    try (LiveClient client = anonymous()) {
      client.send(
          "{'type':'subscribe','id':'t','stream':'query','q':'comet','resume':'" + token + "'}");
      assertThat(client.await("subscribed").path("resumed").asBoolean()).isTrue();
      assertThat(client.items(2)).containsExactly("c2", "c4");
      put("c5", "{'title':'Fifth comet'}");
      assertThat(client.items(1)).containsExactly("c5");
    }
  }

  @Test
  void who_opens_fresh_begins_now_and_a_token_is_for_its_own_stream_only() throws Exception {
    try (LiveClient before = anonymous()) {
      before.send("{'type':'subscribe','id':'w','stream':'channel','channel':'fresh'}");
      before.await("subscribed");
      put("old", "{'title':'Old','channel':'fresh'}");
      assertThat(before.items(1)).containsExactly("old");
    }
    try (LiveClient client = anonymous()) {
      client.send("{'type':'subscribe','id':'a','stream':'channel','channel':'fresh'}");
      String token = client.await("subscribed").path("token").asText();
      put("new", "{'title':'New','channel':'fresh'}");
      assertThat(client.items(1)).containsExactly("new");

      client.send(
          "{'type':'subscribe','id':'b','stream':'channel','channel':'else','resume':'"
              + token
              + "'}");
      JsonNode refused = client.await("error");
      assertThat(refused.path("subscription").asText()).isEqualTo("b");
      assertThat(refused.at("/problem/field").asText()).isEqualTo("resume");
      client.send("{'type':'subscribe','id':'b','stream':'channel','channel':'x','resume':'zzz'}");
      assertThat(client.await("error").at("/problem/status").asInt()).isEqualTo(400);
    }
  }

  @Test
  void a_token_of_another_log_is_told_that_its_history_is_lost_and_goes_on_from_now()
      throws Exception {
    try (LiveClient client = anonymous()) {
      client.send("{'type':'subscribe','id':'a','stream':'channel','channel':'lost'}");
      String[] parts = client.await("subscribed").path("token").asText().split("\\.");
      client.send(
          "{'type':'subscribe','id':'a','stream':'channel','channel':'lost','resume':'%s.AAAAAA.1'}"
              .formatted(parts[0]));
      assertThat(client.await("subscribed").path("resumed").asBoolean()).isFalse();
      assertThat(client.await("history_lost").path("reason").asText()).isEqualTo("replaced");
      client.send(
          "{'type':'subscribe','id':'b','stream':'channel','channel':'lost','resume':'%s.%s.zzzzzz'}"
              .formatted(parts[0], parts[1]));
      assertThat(client.await("history_lost").path("reason").asText()).isEqualTo("replaced");
      put("found", "{'title':'Found','channel':'lost'}");
      assertThat(client.items(2)).containsExactly("found", "found");
    }
  }

  @Test
  void what_a_client_sends_wrongly_is_refused_by_name_and_the_connection_goes_on()
      throws Exception {
    try (LiveClient client = anonymous()) {
      client.send("nonsense");
      assertThat(client.await("error").at("/problem/type").asText()).endsWith("malformed");
      client.send("{'type':'subscribe','id':'s','stream':'query','q':'x','colour':1}");
      assertThat(client.await("error").at("/problem/field").asText()).isEqualTo("colour");
      client.send("{'type':'subscribe','id':'s','stream':'query','filter':'tag:['}");
      assertThat(client.await("error").at("/problem/field").asText()).isEqualTo("filter");
      client.send("{'type':'subscribe','id':'s','stream':'query'}");
      assertThat(client.await("error").at("/problem/field").asText()).isEqualTo("q");
      client.send("{'type':'subscribe','id':'s','stream':'trending','q':'x'}");
      assertThat(client.await("error").at("/problem/field").asText()).isEqualTo("q");
      client.send("{'type':'subscribe','id':'s','stream':'follows'}");
      assertThat(client.await("error").at("/problem/status").asInt()).isEqualTo(401);
      client.send("{'type':'ping','n':5}");
      assertThat(client.await("pong").path("n").asInt()).isEqualTo(5);
    }
  }

  @Test
  void too_many_subscriptions_are_refused_and_an_id_in_use_is_replaced() throws Exception {
    try (LiveClient client = anonymous()) {
      int most = client.await("welcome").at("/limits/subscriptions").asInt();
      for (int i = 0; i < most; i++) {
        client.send(
            "{'type':'subscribe','id':'s%d','stream':'channel','channel':'many'}".formatted(i));
      }
      client.send("{'type':'subscribe','id':'s0','stream':'channel','channel':'few'}");
      client.send("{'type':'subscribe','id':'more','stream':'channel','channel':'many'}");
      assertThat(client.await("error").at("/problem/status").asInt()).isEqualTo(429);
      for (int i = 1; i < most; i++) {
        client.send("{'type':'unsubscribe','id':'s%d'}".formatted(i));
      }
      client.send("{'type':'ping','n':1}");
      client.await("pong");
      put("m", "{'title':'M','channel':'many'}");
      put("f", "{'title':'F','channel':'few'}");
      assertThat(client.items(1)).containsExactly("f");
    }
  }

  @Test
  void a_vector_of_the_publisher_is_near_enough_or_not() throws Exception {
    try (LiveClient client = anonymous()) {
      client.send(
          "{'type':'subscribe','id':'v','stream':'query','vector':{'values':[1,0,0,0],'threshold':0.9}}");
      client.await("subscribed");
      put("far", "{'title':'Far','vectors':{'video':[0,1,0,0]}}");
      put("near", "{'title':'Near','vectors':{'video':[3,0.1,0,0]}}");
      JsonNode item = client.await("item");
      assertThat(item.at("/hit/id").asText()).isEqualTo("near");
      assertThat(item.at("/hit/score").asDouble()).isBetween(0.99, 1.0);
      put("later", "{'title':'Without a vector'}");
      http.send(
          "PATCH",
          "/v1/videos/later",
          BodyPublishers.ofString("{\"vectors\":{\"video\":[1,0,0,0]}}"),
          "application/json");
      assertThat(client.items(1)).containsExactly("later");
    }
  }

  @Test
  void a_login_is_taken_from_the_subprotocol_or_a_frame_and_ends_the_connection_when_it_expires()
      throws Exception {
    try (LiveClient client = LiveClient.open(http.base(), null, "kinora.bearer." + http.token())) {
      assertThat(client.subprotocol()).isEqualTo("kinora.v1");
      assertThat(client.await("welcome").path("signed_in").asBoolean()).isTrue();
    }
    try (LiveClient client = anonymous()) {
      assertThat(client.await("welcome").path("signed_in").asBoolean()).isFalse();
      client.send("{'type':'token','token':'%s'}".formatted(signed("ann", 3_600)));
      JsonNode welcome = client.await("welcome");
      assertThat(welcome.path("signed_in").asBoolean()).isTrue();
      assertThat(welcome.path("token_expires_in_ms").asLong()).isBetween(3_000_000L, 3_600_000L);
      client.send("{'type':'token','token':'%s'}".formatted(signed("bob", 3_600)));
      assertThat(client.await("error").at("/problem/status").asInt()).isEqualTo(403);
      client.send("{'type':'token','token':'%s'}".formatted(signed("ann", 2)));
      client.await("welcome");
      assertThat(client.await("bye").path("code").asText()).isEqualTo("unauthenticated");
      assertThat(client.awaitClosed()).isEqualTo(4401);
    }
    try (LiveClient client = anonymous()) {
      client.send("{'type':'token','token':'a.b.c'}");
      assertThat(client.awaitClosed()).isEqualTo(4401);
    }
  }

  /** A token of this node's own issuer. */
  private static String signed(String subject, int seconds) throws IOException {
    String secret = Files.readString(folder.resolve("data/token.secret")).strip();
    JWTAuth issuer =
        JWTAuth.create(
            VERTX,
            new JWTAuthOptions()
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(secret)));
    return issuer.generateToken(
        new JsonObject()
            .put("iss", "kinora-local")
            .put("aud", "kinora")
            .put("sub", subject)
            .put("exp", System.currentTimeMillis() / 1000 + seconds));
  }

  @Test
  void handshakes_of_other_origins_with_bad_tokens_or_without_upgrade_are_refused()
      throws Exception {
    String upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n";
    String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    assertThat(raw("", "")).startsWith("HTTP/1.1 426");
    assertThat(raw(upgrade, "")).startsWith("HTTP/1.1 400");
    assertThat(raw(upgrade + key, "Origin: https://evil.example\r\n")).startsWith("HTTP/1.1 403");
    assertThat(raw(upgrade + key, "Origin: https://videos.example\r\n")).startsWith("HTTP/1.1 101");
    assertThat(raw(upgrade + key, "Authorization: Bearer a.b.c\r\n")).startsWith("HTTP/1.1 401");
    assertThat(raw(upgrade + key, "Sec-WebSocket-Extensions: permessage-deflate\r\n"))
        .startsWith("HTTP/1.1 101")
        .doesNotContainIgnoringCase("deflate");
  }

  private static String raw(String headers, String more) throws IOException {
    URI url = URI.create(http.base());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET /v1/live HTTP/1.1\r\nHost: "
                      + url.getAuthority()
                      + "\r\n"
                      + headers
                      + more
                      + "\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[2_000];
      int read = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(0, read), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void a_frame_that_is_too_large_or_binary_ends_the_connection() throws Exception {
    try (LiveClient client = anonymous()) {
      client.send("{'type':'ping','x':'" + "y".repeat(70_000) + "'}");
      assertThat(client.awaitClosed()).isEqualTo(1009);
    }
    try (LiveClient client = anonymous()) {
      client.sendBytes();
      assertThat(client.awaitClosed()).isEqualTo(4400);
    }
  }

  @Test
  void an_event_stream_says_the_same_and_goes_on_after_the_last_event_id() throws Exception {
    String token;
    try (EventStream stream = EventStream.open(http.base(), "stream=channel&channel=sse", null)) {
      assertThat(stream.next()).contains("event: welcome");
      assertThat(stream.next()).contains("event: subscribed", "id: ");
      put("e1", "{'title':'One','channel':'sse'}");
      String item = stream.next();
      assertThat(item).contains("event: item", "\"title\":\"One\"");
      token = item.lines().filter(line -> line.startsWith("id: ")).findFirst().orElseThrow();
    }
    put("e2", "{'title':'Two','channel':'sse'}");
    try (EventStream stream =
        EventStream.open(http.base(), "stream=channel&channel=sse", token.substring(4))) {
      stream.next();
      assertThat(stream.next()).contains("\"resumed\":true");
      assertThat(stream.next()).contains("\"title\":\"Two\"");
    }
    assertThat(http.get("/v1/live/events").status()).isEqualTo(400);
    assertThat(http.get("/v1/live/events?stream=query&filter=tag:").status()).isEqualTo(400);
  }

  @Test
  void a_table_that_is_resumed_is_told_whole_and_empty_beyond_its_end() throws Exception {
    try (LiveClient client = anonymous()) {
      client.send("{'type':'subscribe','id':'t','stream':'trending'}");
      String token = client.await("subscribed").path("token").asText();
      client.send("{'type':'subscribe','id':'u','stream':'trending','resume':'" + token + "'}");
      client.await("subscribed");

      List<Integer> ranks = new ArrayList<>();
      Set<String> tokens = new HashSet<>();
      while (ranks.size() < 50) {
        JsonNode row = client.await("item");
        if (row.path("subscription").asText().equals("u")) {
          ranks.add(row.path("rank").asInt());
          tokens.add(row.path("token").asText());
        }
      }
      assertThat(ranks).isEqualTo(IntStream.rangeClosed(1, 50).boxed().toList());
      assertThat(tokens).hasSize(50);
    }
  }

  /** By a flag: how much the system takes for a client that does not read differs too much. */
  @Test
  @EnabledIfSystemProperty(named = "kinora.live.slow", matches = "true")
  void a_client_that_does_not_read_is_told_what_it_missed_and_costs_the_others_nothing()
      throws Exception {
    int many = 800; // 12 MB: more than the system takes for a client that does not read
    URI url = URI.create(http.base());
    try (Socket slow = new Socket();
        LiveClient healthy = anonymous()) {
      slow.setReceiveBufferSize(4_096);
      slow.connect(new InetSocketAddress(url.getHost(), url.getPort()));
      slow.getOutputStream()
          .write(
              ("GET /v1/live/events?stream=channel&channel=wide HTTP/1.1\r\nHost: "
                      + url.getAuthority()
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      healthy.send("{'type':'subscribe','id':'h','stream':'channel','channel':'wide'}");
      healthy.await("subscribed");
      String wide = "\u20ac".repeat(5_000);
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        lines.add(
            "{\"put\":{\"id\":\"w%d\",\"title\":\"W\",\"channel\":\"wide\",\"description\":\"%s\"}}"
                .formatted(i, wide));
      }
      for (int i = 0; i < many; i += 50) {
        assertThat(http.bulk(lines.subList(i, i + 50)).status()).isEqualTo(200);
      }

      assertThat(healthy.items(many)).hasSize(many).doesNotHaveDuplicates().endsWith("w799");
      slow.setSoTimeout(30_000);
      String came = readUntil(slow, "event: gap", "event: bye");
      int items = came.split("event: item", -1).length - 1;
      assertThat(items).as("items before the gap").isBetween(1, many - 1);
    }
  }

  /** Up to one of these texts, or to the end. */
  private static String readUntil(Socket socket, String... ends) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] some = new byte[8_192];
    for (int read = 0; read >= 0; read = socket.getInputStream().read(some)) {
      text.append(new String(some, 0, read, StandardCharsets.ISO_8859_1));
      if (Arrays.stream(ends).anyMatch(end -> text.indexOf(end) >= 0)) {
        break;
      }
    }
    return text.toString();
  }

  @Test
  void sockets_do_not_count_as_connections() throws Exception {
    List<LiveClient> clients = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS + 10; i++) {
      clients.add(anonymous());
    }

    assertThat(http.get("/v1/about").status()).isEqualTo(200);
    for (LiveClient client : clients) {
      client.close();
    }
    assertThat(http.searchFor("anything", "").status()).isEqualTo(200);
  }

  @Test
  void operators_see_who_listens() throws Exception {
    try (LiveClient client = anonymous()) {
      client.send("{'type':'subscribe','id':'q','stream':'query','q':'seen by operators'}");
      client.await("subscribed");

      assertThat(http.get("/metrics").text())
          .contains("kinora_live_sockets", "kinora_live_queries", "kinora_live_behind")
          .contains("kinora_live_gaps_total", "kinora_live_queued_bytes", "kinora_live_matched");
      JsonNode live = http.getJson("/v1/admin/nodes").at("/nodes/0/live");
      assertThat(live.has("sockets")).isTrue();
    }
  }
}
