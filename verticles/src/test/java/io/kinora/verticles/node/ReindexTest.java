package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Settings;
import io.kinora.verticles.node.HttpCalls.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A node that is given encoders while it is used: each test goes on where the one before ended. */
@TestMethodOrder(OrderAnnotation.class)
class ReindexTest {

  private static final String JSON = "application/json";
  private static final String PATH = "/v1/admin/reindex";
  private static final int VIDEOS = 40;

  /** A viewer leaves the encoder some of the processor. */
  private static final Duration BETWEEN_SEARCHES = Duration.ofMillis(5);

  @TempDir static Path folder;
  private static Node node;
  private static HttpCalls http;
  private static LiveClient listener;

  @BeforeAll
  static void a_node_without_encoders_has_videos() throws Exception {
    start(Map.of("encoders.text", "none", "encoders.sight", "none"));
    for (int i = 0; i < VIDEOS; i++) {
      http.put("v" + i, "{\"title\": \"Baking sourdough bread, part " + i + "\"}");
    }
    http.put("grass", "{\"title\": \"Untitled film\"}");
    http.upload("grass", Films.meadow(folder.resolve("grass.mp4")));
    assertThat(http.awaitStatus("grass", List.of("searchable", "failed")).path("status").asText())
        .isEqualTo("searchable");
    listener = LiveClient.open(http.base(), null);
    listener.send(
        "{'type':'subscribe','id':'near','stream':'query','vector':{'values':[1,0,0,0],'threshold':0.9}}");
    listener.await("subscribed");
    listener.send("{'type':'subscribe','id':'words','stream':'query','q':'lighthouse'}");
    listener.await("subscribed");
  }

  @AfterAll
  static void stops() {
    if (listener != null) {
      listener.close();
    }
    if (node != null) {
      node.close();
    }
  }

  private static void start(Map<String, String> more) throws IOException {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "data", folder.resolve("data").toString(),
                "http.port", "0",
                "search.cache", "none",
                "vectors.sight-dimension", "4",
                "http.requests-per-second", "none"));
    settings.putAll(more);
    node = Node.start(NodeConfig.from(Settings.of(null, Map.of(), settings, Map.of())));
    http = new HttpCalls(node.url(), Files.readString(node.tokenFile()).strip());
  }

  @Test
  @Order(1)
  void a_model_that_there_is_not_is_refused_at_once() throws Exception {
    Answer unknown = post(PATH, "{\"text_encoder\": \"no-such\"}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.text()).contains("no-such").contains("bge-small-en-v1.5");

    Answer missing = post(PATH, "{\"sight_encoder\": \"clip-vit-b32\"}");
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.text()).contains("kinora models pull clip-vit-b32");
    assertThat(post(PATH + "/7/search", "").status()).isEqualTo(409);
    assertThat(http.send("DELETE", PATH + "/1", BodyPublishers.noBody(), JSON).status())
        .as("the one that is searched")
        .isEqualTo(409);
  }

  @Test
  @Order(2)
  void a_new_index_takes_the_place_of_the_old_one_while_searches_and_writes_go_on()
      throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger searched = new AtomicInteger();
    List<String> wrong = new ArrayList<>();
    CompletableFuture<Void> viewer =
        CompletableFuture.runAsync(
            () -> {
              while (!enough.get()) {
                wholeOr(wrong);
                searched.incrementAndGet();
                LockSupport.parkNanos(BETWEEN_SEARCHES.toNanos());
              }
            });

    Answer begun =
        post(
            PATH,
            "{\"text_encoder\": \"bge-small-en-v1.5\", \"sight_encoder\": \"frame-encoder\"}");
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    assertThat(begun.json().path("generation").asInt()).isEqualTo(2);
    assertThat(post(PATH, "{}").status()).as("one at a time").isEqualTo(409);
    http.put("meanwhile", "{\"title\": \"Lift-off of a space rocket\"}");
    awaitActive(2);
    enough.set(true);
    viewer.join();

    assertThat(searched.get()).isPositive();
    assertThat(wrong).isEmpty();
    assertThat(ids("how to make a loaf", "semantic")).hasSizeGreaterThan(10).contains("v7");
    http.awaitStatus("meanwhile", List.of("searchable")); // perhaps the last to be embedded
    assertThat(ids("the launch of a spacecraft", "semantic")).first().isEqualTo("meanwhile");
    assertThat(ids("a green meadow", "visual"))
        .as("embedded from the pictures that were kept")
        .contains("grass");
  }

  @Test
  @Order(3)
  void who_waits_for_vectors_is_told_that_they_are_others_now_and_who_waits_for_words_waits_on()
      throws Exception {
    http.put("light", "{\"title\": \"The lighthouse\"}");

    JsonNode error = listener.await("error");
    assertThat(error.path("subscription").asText()).isEqualTo("near");
    assertThat(error.at("/problem/status").asInt()).isEqualTo(409);
    assertThat(listener.items(1)).containsExactly("light");
  }

  @Test
  @Order(4)
  void one_can_go_back_and_forth_though_videos_are_being_taken_in() throws Exception {
    http.bulk(
        IntStream.range(0, 10 * VIDEOS)
            .mapToObj(
                i -> "{\"put\": {\"id\": \"t" + i + "\", \"title\": \"Tram number " + i + "\"}}")
            .toList());
    Answer back = post(PATH + "/1/search", "");
    assertThat(back.status()).as(back.text()).isEqualTo(200);
    assertThat(generation(1).path("to_embed").asInt()).as("still on their way").isPositive();
    awaitActive(1);
    http.put("later", "{\"title\": \"A kite over the dunes\"}");
    assertThat(http.searchFor("a loaf", "&mode=semantic").status())
        .as("generation 1 knows no text vectors")
        .isNotEqualTo(200);

    assertThat(post(PATH + "/2/search", "").status()).isEqualTo(200);
    awaitActive(2);
    http.awaitStatus("later", List.of("searchable"));
    assertThat(ids("kites that fly at the beach", "semantic")).first().isEqualTo("later");
  }

  @Test
  @Order(5)
  void after_a_restart_the_same_one_is_searched_though_the_settings_name_other_encoders()
      throws Exception {
    node.close();
    start(Map.of("encoders.text", "none", "encoders.sight", "none"));

    assertThat(generation(2).path("state").asText()).isEqualTo("active");
    assertThat(ids("how to make a loaf", "semantic")).contains("v7");
  }

  @Test
  @Order(6)
  void one_that_is_given_up_leaves_nothing_on_disk() throws Exception {
    assertThat(folder.resolve("data/index/1")).isDirectory();

    assertThat(http.send("DELETE", PATH + "/1", BodyPublishers.noBody(), JSON).status())
        .isEqualTo(204);

    for (int i = 0; Files.exists(folder.resolve("data/index/1")) && i < 200; i++) {
      Thread.sleep(50);
    }
    assertThat(folder.resolve("data/index/1")).doesNotExist();
    assertThat(ids("how to make a loaf", "semantic")).contains("v7");
  }

  @Test
  @Order(7)
  void settings_that_change_build_another_index_by_themselves() throws Exception {
    node.close();
    start(Map.of("encoders.text", "bge-small-en-v1.5", "encoders.sight", "none"));

    awaitActive(3);
    assertThat(ids("how to make a loaf", "semantic")).contains("v7");
    assertThat(http.searchFor("a green meadow", "&mode=visual").status()).isNotEqualTo(200);
  }

  private static void wholeOr(List<String> wrong) {
    try {
      Answer answer = http.searchFor("sourdough", "&mode=text&limit=100");
      if (answer.status() != 200 || HttpCalls.ids(answer).size() != VIDEOS) {
        wrong.add(answer.text());
      }
    } catch (Exception failed) {
      wrong.add(failed.toString());
    }
  }

  private static Answer post(String path, String json) throws Exception {
    return http.send("POST", path, BodyPublishers.ofString(json), JSON);
  }

  private static List<String> ids(String words, String mode) throws Exception {
    Answer answer = http.searchFor(words, "&limit=100&mode=" + mode);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return HttpCalls.ids(answer);
  }

  private static JsonNode generation(int number) {
    for (JsonNode one : http.getJson(PATH).path("generations")) {
      if (one.path("generation").asInt() == number) {
        return one;
      }
    }
    return HttpCalls.JSON.createObjectNode();
  }

  private static void awaitActive(int number) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      boolean here =
          http.getJson("/v1/admin/shards").path("generation").asInt() == number
              && generation(number).path("state").asText().equals("active");
      if (here) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("still: " + http.getJson(PATH));
  }
}
