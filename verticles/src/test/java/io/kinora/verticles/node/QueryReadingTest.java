package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Settings;
import io.kinora.verticles.node.HttpCalls.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node makes of a query beyond its words, over HTTP, with two shards. */
class QueryReadingTest {

  /** A bound on a hang, not a measure. */
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  @TempDir static Path folder;
  private static Node node;
  private static HttpCalls http;

  @BeforeAll
  static void startsANodeWithACatalogue() throws Exception {
    Map<String, String> settings =
        Map.of(
            "data", folder.resolve("data").toString(),
            "http.port", "0",
            "shards", "2",
            "search.lexicon-s", "1",
            "search.head-from", "5",
            "encoders.text", "none",
            "encoders.sight", "none",
            "vectors.text-dimension", "2");
    node = Node.start(NodeConfig.from(Settings.of(null, Map.of(), settings, Map.of())));
    http = new HttpCalls(node.url(), Files.readString(node.tokenFile()).strip());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      lines.add(line("light" + i, "Lighthouse number " + i, "Sea Stories", "coast", 1, i * 0.1));
      lines.add(line("bread" + i, "Bread of the day " + i, "Kitchen", "baking", i * 0.1, 1));
    }
    lines.add(line("rare", "Sea Stories lighthouse", "Elsewhere", "coast", 1, 0));
    assertThat(http.bulk(lines).status()).isEqualTo(200);
    awaitQuery("lighhouse", query -> query.path("spelling").path("applied").asBoolean());
    awaitTotal("lighthouse", 13);
    awaitTotal("bread", 12);
    awaitQuery("sea stories", query -> !query.path("entities").isEmpty());
  }

  @AfterAll
  static void stopsIt() {
    if (node != null) {
      node.close();
    }
  }

  private static String line(
      String id, String title, String channel, String tag, double x, double y) {
    return """
        {"put":{"id":"%s","title":"%s","channel":"%s","tags":["%s"],"category":"%s",\
        "vectors":{"text":[%s,%s]}}}"""
        .formatted(id, title, channel, tag, x == 1 ? "sea" : "food", x, y);
  }

  /** Asks until the node understands; a lexicon is some seconds old. */
  private static JsonNode awaitQuery(String q, Predicate<JsonNode> understood) throws Exception {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      JsonNode query = http.searchFor(q, "&mode=text&limit=1").json().path("query");
      if (understood.test(query)) {
        return query;
      }
      assertThat(System.nanoTime()).as(query.toString()).isLessThan(until);
      Thread.sleep(100);
    }
  }

  private static void awaitTotal(String q, int videos) throws Exception {
    long until = System.nanoTime() + PATIENCE_NANOS;
    JsonNode answer = ask(q, "&mode=text");
    while (answer.path("total").path("value").asInt() < videos) {
      assertThat(System.nanoTime()).as(answer.toString()).isLessThan(until);
      Thread.sleep(100);
      answer = ask(q, "&mode=text");
    }
  }

  private static JsonNode ask(String q, String more) throws Exception {
    Answer answer = http.searchFor(q, more);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void a_misspelt_word_is_corrected_by_itself_and_the_answer_says_so() throws Exception {
    JsonNode answer = ask("lighhouse", "&mode=text");

    assertThat(answer.path("query").path("normalised").asText()).isEqualTo("lighhouse");
    assertThat(answer.path("query").path("spelling").toString())
        .isEqualTo("{\"text\":\"lighthouse\",\"applied\":true}");
    assertThat(answer.path("total").path("value").asInt()).isEqualTo(13);
    assertThat(answer.path("hits").path(0).path("highlights").toString()).contains("<em>");
    assertThat(answer.path("stages").toString()).contains("\"spelling\"");
  }

  @Test
  void spelling_off_leaves_the_words_as_typed() throws Exception {
    JsonNode answer = ask("lighhouse", "&mode=text&spelling=off");

    assertThat(answer.path("query").has("spelling")).isFalse();
    assertThat(answer.path("hits")).isEmpty();
  }

  @Test
  void words_that_the_catalogue_has_are_not_corrected() throws Exception {
    assertThat(ask("number", "&mode=text").path("query").has("spelling")).isFalse();
  }

  @Test
  void a_correction_that_finds_nothing_is_only_suggested() throws Exception {
    JsonNode answer = ask("lighhouse", "&mode=text&filter=channel:Kitchen");

    assertThat(answer.path("query").path("spelling").path("applied").asBoolean()).isFalse();
    assertThat(answer.path("query").path("spelling").path("text").asText()).isEqualTo("lighthouse");
  }

  @Test
  void the_pages_of_a_corrected_query_are_one_list() throws Exception {
    Set<String> seen = new HashSet<>();
    String cursor = "";
    do {
      JsonNode page =
          ask("lighhouse", "&mode=text&limit=5" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      assertThat(page.path("query").path("spelling").path("applied").asBoolean()).isTrue();
      page.path("hits").forEach(hit -> assertThat(seen.add(hit.path("id").asText())).isTrue());
      cursor = page.path("next_cursor").asText("");
    } while (!cursor.isEmpty() && !cursor.equals("null"));

    assertThat(seen).hasSize(13);
  }

  @Test
  void a_new_word_is_known_at_once_even_if_the_lexicon_does_not_have_it_yet() throws Exception {
    http.put("fresh", "{\"title\": \"Lighthousy\"}");

    JsonNode answer = ask("lighthousy", "&mode=text");

    assertThat(answer.path("query").has("spelling")).isFalse();
    assertThat(answer.path("hits").path(0).path("id").asText()).isEqualTo("fresh");
    http.send(
        "DELETE", "/v1/videos/fresh?wait=searchable", BodyPublishers.noBody(), "application/json");
  }

  @Test
  void a_blank_too_many_is_taken_out_where_next_to_nothing_is_found() throws Exception {
    http.put("key", "{\"title\": \"Keyboard\"}");
    http.put("parts", "{\"title\": \"Key and board\"}");

    awaitQuery("ke yboard", query -> query.path("spelling").path("applied").asBoolean());
    assertThat(HttpCalls.ids(http.searchFor("ke yboard", "&mode=text"))).containsExactly("key");
  }

  @Test
  void a_new_word_becomes_one_that_others_are_corrected_to() throws Exception {
    http.put("zep", "{\"title\": \"Zeppelin\"}");

    awaitQuery("zepelin", query -> query.path("spelling").path("text").asText().equals("zeppelin"));
  }

  @Test
  void a_channel_that_is_mentioned_is_linked_and_its_videos_come_first() throws Exception {
    JsonNode answer = ask("sea stories lighthouse", "&mode=text&limit=13");
    JsonNode entity = answer.path("query").path("entities").path(0);

    assertThat(entity.path("type").asText()).isEqualTo("channel");
    assertThat(entity.path("id").asText()).isEqualTo("Sea Stories");
    assertThat(entity.path("text").asText()).isEqualTo("sea stories");
    assertThat(entity.path("start").asInt()).isZero();
    assertThat(entity.path("end").asInt()).isEqualTo(11);
    assertThat(entity.path("score").asDouble()).isBetween(0.5, 1.0);
    double linked = score(answer, "light3");
    double off = score(ask("sea stories lighthouse", "&mode=text&entities=off&limit=13"), "light3");
    assertThat(linked).isGreaterThan(off).isLessThanOrEqualTo(off + 0.05 + 1e-9);
  }

  private static double score(JsonNode answer, String id) {
    for (JsonNode hit : answer.path("hits")) {
      if (hit.path("id").asText().equals(id)) {
        return hit.path("score").asDouble();
      }
    }
    throw new AssertionError(id + " is not in " + answer);
  }

  @Test
  void entities_off_and_a_filter_by_channel_link_none() throws Exception {
    assertThat(ask("sea stories", "&entities=off").path("query").path("entities")).isEmpty();
    assertThat(ask("sea stories", "&filter=channel:Kitchen").path("query").path("entities"))
        .isEmpty();
  }

  @Test
  void the_category_is_guessed_from_the_vector() throws Exception {
    JsonNode query =
        http.search(
                """
                {"q": "", "mode": "semantic", "vector": {"field": "text", "values": [0.1, 1]}}""")
            .json()
            .path("query");

    assertThat(query.path("category").path("name").asText()).isEqualTo("food");
    assertThat(query.path("category").path("confidence").asDouble()).isBetween(0.5, 1.0);
    assertThat(ask("bread", "&mode=text").path("query").has("category")).isFalse();
  }

  @Test
  void a_query_that_is_asked_again_and_again_is_of_the_head() throws Exception {
    assertThat(ask("bread day", "&mode=text").path("query").path("class").asText())
        .isEqualTo("torso");
    for (int i = 0; i < 5; i++) {
      ask("Bread  day", "&mode=text&limit=" + (i + 1));
    }

    assertThat(ask("bread day", "&mode=text&limit=7").path("query").path("class").asText())
        .isEqualTo("head");
  }

  @Test
  void help_that_does_not_exist_is_refused_by_name() throws Exception {
    Answer answer = http.searchFor("boats", "&spelling=maybe");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("spelling").contains("auto").contains("off");
  }
}
