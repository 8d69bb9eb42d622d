package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Settings;
import io.kinora.verticles.node.HttpCalls.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole node with its real parts, used over HTTP as a frontend would. */
class NodeTest {

  @TempDir static Path folder;
  private static Node node;
  private static HttpCalls http;

  @BeforeAll
  static void startsANode() throws IOException {
    node = Node.start(config(folder.resolve("data")));
    http = new HttpCalls(node.url(), Files.readString(node.tokenFile()).strip());
  }

  @AfterAll
  static void stopsIt() {
    if (node != null) {
      node.close();
    }
  }

  static NodeConfig config(Path data) {
    Map<String, String> settings =
        Map.of("data", data.toString(), "http.port", "0", "search.cache", "none");
    return NodeConfig.from(Settings.of(null, Map.of(), settings, Map.of()));
  }

  @Test
  void a_video_can_be_found_by_its_words_as_soon_as_its_write_says_so() throws Exception {
    Answer written =
        http.put("kite", "{\"title\": \"A kite over the dunes\", \"tags\": [\"wind\"]}");

    assertThat(written.status()).as(written.text()).isEqualTo(200);
    assertThat(HttpCalls.ids(http.searchFor("kite dunes", "&mode=text"))).containsExactly("kite");
  }

  @Test
  void a_video_can_be_found_by_what_it_means_though_no_word_is_the_same() throws Exception {
    http.put("bakery", "{\"title\": \"Baking sourdough bread at home\"}");
    http.put("rocket", "{\"title\": \"Lift-off of a space rocket\"}");
    http.awaitStatus("bakery", List.of("searchable"));
    http.awaitStatus("rocket", List.of("searchable"));

    assertThat(
            HttpCalls.ids(
                http.searchFor(
                    "how to make a loaf", "&mode=semantic&filter=" + "id:bakery%20OR%20id:rocket")))
        .startsWith("bakery");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hybrid", "semantic"})
  void a_query_that_nothing_matches_finds_nothing_and_not_the_nearest(String mode)
      throws Exception {
    http.put("tyre", "{\"title\": \"How to change a bicycle tyre\"}");
    http.awaitStatus("tyre", List.of("searchable"));

    assertThat(HttpCalls.ids(http.searchFor("repairing a bike wheel", "&mode=semantic")))
        .contains("tyre");
    for (String other : List.of("qwertzuiop asdfgh", "exchange rates of the euro in 1999")) {
      assertThat(HttpCalls.ids(http.searchFor(other, "&filter=id:tyre&mode=" + mode)))
          .as(other)
          .isEmpty();
    }
  }

  @Test
  void an_uploaded_film_is_decoded_embedded_and_found_by_sight_with_its_moment() throws Exception {
    Path film = Films.meadow(folder.resolve("grass.mp4"));
    http.put("grass", "{\"title\": \"Untitled film\"}");

    assertThat(http.upload("grass", film).status()).isEqualTo(202);
    JsonNode status = http.awaitStatus("grass", List.of("searchable", "failed"));
    assertThat(status.path("status").asText()).as(status.toString()).isEqualTo("searchable");

    JsonNode hit =
        http.searchFor("a green meadow", "&mode=visual&filter=id:grass")
            .json()
            .path("hits")
            .path(0);
    assertThat(hit.path("id").asText()).isEqualTo("grass");
    assertThat(hit.path("moment").path("timestamp_ms").isNumber()).isTrue();
    String thumbnail = hit.path("moment").path("thumbnail_url").asText();
    assertThat(http.get(thumbnail).status()).isEqualTo(200);
    assertThat(hit.path("duration_s").asDouble()).isBetween(1.5, 2.5);
  }

  @Test
  void a_file_that_is_no_film_ends_in_a_reason_and_the_words_stay_searchable() throws Exception {
    Path text =
        Files.writeString(folder.resolve("letter.mp4"), "Dear reader, this is no film.".repeat(50));
    http.put("letter", "{\"title\": \"Correspondence of an archivist\"}");
    http.upload("letter", text);

    JsonNode status = http.awaitStatus("letter", List.of("failed", "searchable"));

    assertThat(status.path("status").asText()).isEqualTo("failed");
    assertThat(status.path("reason").asText()).isNotBlank();
    assertThat(HttpCalls.ids(http.searchFor("archivist", "&mode=text"))).containsExactly("letter");
  }

  @Test
  void the_box_takes_phrases_exclusions_and_fields_and_finds_no_text_wrong() throws Exception {
    http.put("sofa", "{\"title\": \"Quokka on a red sofa\", \"tags\": [\"box\"]}");
    http.put("sofas", "{\"title\": \"Red quokkas and a sofa\", \"tags\": [\"box\"]}");
    http.put("dog", "{\"title\": \"Quokka, dogs, a red sofa\", \"tags\": [\"boxed\"]}");

    assertThat(found("quokka \u201Cred sofa\u201D")).containsExactlyInAnyOrder("sofa", "dog");
    assertThat(found("\"red sofa\" -dog")).containsExactly("sofa");
    assertThat(found("quokka tag:box")).containsExactlyInAnyOrder("sofa", "sofas");
    assertThat(found("tag:box -\"red sofa\"")).as("no words at all").containsExactly("sofas");
    assertThat(found("quokka likes:[many TO few] \"open tag:"))
        .as("words")
        .contains("sofa", "sofas", "dog");
  }

  private List<String> found(String box) throws Exception {
    return HttpCalls.ids(http.searchFor(box, "&mode=text"));
  }

  @Test
  void a_deleted_video_is_not_found_again() throws Exception {
    http.put("gone", "{\"title\": \"Ephemeral zeppelin\"}");
    http.send(
        "DELETE", "/v1/videos/gone?wait=searchable", BodyPublishers.noBody(), "application/json");

    assertThat(HttpCalls.ids(http.searchFor("zeppelin", "&mode=text"))).isEmpty();
    assertThat(http.get("/v1/videos/gone").status()).isEqualTo(404);
  }

  @Test
  void what_is_typed_is_completed_from_what_can_be_found_and_nothing_else() throws Exception {
    http.put("gate", "{\"title\": \"Xanadu Gate Bridge at dawn\", \"channel\": \"Xanadu TV\"}");
    http.put("tower", "{\"title\": \"Xanadu Tower\", \"tags\": [\"Xanadu\"]}");

    assertThat(suggested("q=xanad"))
        .containsExactlyInAnyOrder(
            "Xanadu Gate Bridge at dawn", "Xanadu TV", "Xanadu Tower", "Xanadu");
    assertThat(suggested("q=bridge%20at")).contains("Xanadu Gate Bridge at dawn");
    assertThat(suggested("q=xandu")).contains("Xanadu Tower");
    assertThat(suggested("q=xanad&filter=id:tower"))
        .containsExactlyInAnyOrder("Xanadu Tower", "Xanadu");

    http.send(
        "DELETE", "/v1/videos/tower?wait=searchable", BodyPublishers.noBody(), "application/json");
    assertThat(suggested("q=xanad"))
        .containsExactlyInAnyOrder("Xanadu Gate Bridge at dawn", "Xanadu TV");
  }

  /** The texts of the first whole answer: a busy machine may miss the budget of a moment. */
  private static List<String> suggested(String query) throws Exception {
    Answer answer = http.get("/v1/suggest?" + query);
    for (int i = 0; i < 100 && !answer.text().contains("\"partial\":false"); i++) {
      assertThat(answer.status()).as(answer.text()).isIn(200, 503, 504);
      answer = http.get("/v1/suggest?" + query);
    }
    List<String> texts = new ArrayList<>();
    answer.json().path("suggestions").forEach(each -> texts.add(each.path("text").asText()));
    return texts;
  }

  @Test
  void a_video_that_brings_its_vector_is_found_by_that_vector() throws Exception {
    http.put("north", "{\"title\": \"North\", \"vectors\": {\"video\": " + axis(0) + "}}");
    http.put("east", "{\"title\": \"East\", \"vectors\": {\"video\": " + axis(1) + "}}");

    Answer found =
        http.search(
            "{\"mode\": \"visual\", \"filter\": \"id:north OR id:east\", \"vector\": {\"field\": \"video\", \"values\": "
                + axis(1)
                + "}}");

    assertThat(HttpCalls.ids(found)).as(found.text()).startsWith("east");
  }

  @Test
  void a_vector_of_the_wrong_length_is_refused_with_the_right_one() throws Exception {
    Answer refused =
        http.search(
            "{\"mode\": \"visual\", \"vector\": {\"field\": \"video\", \"values\": [1, 2, 3]}}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("field").asText()).isEqualTo("vector.values");
    assertThat(refused.json().path("detail").asText())
        .contains("3 numbers")
        .contains("384 numbers");
  }

  @Test
  void the_pages_of_a_query_are_its_whole_list_without_repeats_or_gaps() throws Exception {
    List<String> lines =
        IntStream.range(0, 130)
            .mapToObj(
                i ->
                    "{\"put\": {\"id\": \"lake-"
                        + i
                        + "\", \"title\": \"Lake number "
                        + i
                        + " in autumn\", \"views\": "
                        + i * 7 % 13
                        + "}}")
            .toList();
    http.bulk(lines);
    for (int i = 0; i < 130; i++) {
      http.awaitStatus("lake-" + i, List.of("searchable"));
    }
    for (String sort : List.of("relevance", "newest", "most_viewed")) {
      List<String> paged = new ArrayList<>();
      String cursor = "";
      do {
        JsonNode page =
            http.searchFor("lake in autumn", "&mode=text&limit=17&sort=" + sort + cursor).json();
        page.path("hits").forEach(hit -> paged.add(hit.path("id").asText()));
        cursor =
            page.path("next_cursor").isTextual()
                ? "&cursor=" + page.path("next_cursor").asText()
                : null;
      } while (cursor != null);

      assertThat(paged).as(sort).doesNotHaveDuplicates();
      assertThat(new HashSet<>(paged)).as(sort).hasSize(130);
    }
  }

  @Test
  void a_cursor_of_another_query_is_refused() throws Exception {
    http.put("stale-1", "{\"title\": \"Stale bread one\"}");
    http.put("stale-2", "{\"title\": \"Stale bread two\"}");
    String cursor =
        http.searchFor("stale bread", "&mode=text&limit=1").json().path("next_cursor").asText();

    Answer refused = http.searchFor("fresh bread", "&mode=text&limit=1&cursor=" + cursor);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("field").asText()).isEqualTo("cursor");
  }

  @Test
  void an_explanation_adds_up_to_the_score() throws Exception {
    http.put("sum", "{\"title\": \"Arithmetic of harbours\", \"views\": 5000, \"likes\": 20}");

    JsonNode hit =
        http.searchFor("arithmetic harbours", "&mode=text&explain=true")
            .json()
            .path("hits")
            .path(0);

    assertThat(hit.at("/explain/value").asInt()).isEqualTo(1);
    JsonNode tree = hit.at("/explain/details/0");
    assertThat(tree.path("value").asDouble()).isEqualTo(hit.path("score").asDouble());
    double sum = 0;
    for (JsonNode part : tree.path("details")) {
      sum += part.path("value").asDouble();
    }
    assertThat(sum)
        .isCloseTo(hit.path("score").asDouble(), org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void every_answer_says_how_long_each_stage_took_and_that_it_is_whole() throws Exception {
    JsonNode answer = http.searchFor("anything at all", "").json();

    List<String> stages = new ArrayList<>();
    answer.path("stages").forEach(stage -> stages.add(stage.path("name").asText()));
    assertThat(stages)
        .contains("understand", "encode", "retrieve", "fuse", "rank", "re-rank", "fetch");
    assertThat(answer.path("partial").isBoolean()).isTrue();
    assertThat(answer.path("partial").asBoolean()).isFalse();
  }

  @Test
  void the_page_comes_with_its_scripts() throws Exception {
    assertThat(http.get("/").text()).contains("<title>");
    assertThat(http.get("/client/kinora.js").status()).isEqualTo(200);
  }

  @Test
  void a_second_node_on_the_same_folder_is_refused() {
    assertThatThrownBy(() -> Node.start(config(folder.resolve("data"))))
        .isInstanceOf(NodeStartException.class)
        .hasMessageContaining("in use by another node");
  }

  @Test
  void a_port_that_is_taken_is_named_at_once(@TempDir Path other) {
    int taken = URI.create(node.url()).getPort();
    Map<String, String> settings =
        Map.of("data", other.toString(), "http.port", Integer.toString(taken));

    assertThatThrownBy(
            () -> Node.start(NodeConfig.from(Settings.of(null, Map.of(), settings, Map.of()))))
        .isInstanceOf(NodeStartException.class)
        .hasMessageContaining("Port " + taken + " of 127.0.0.1")
        .hasMessageContaining("--http-port");
    assertThat(other.resolve("postgres")).doesNotExist();
  }

  private static String axis(int which) {
    StringBuilder values = new StringBuilder("[");
    for (int i = 0; i < 384; i++) {
      values.append(i == 0 ? "" : ",").append(i == which ? 1 : 0);
    }
    return values.append("]").toString();
  }
}
