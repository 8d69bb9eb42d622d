package io.kinora.verticles.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterField;
import io.kinora.search.suggest.SuggestQuery;
import io.kinora.search.suggest.SuggestResponse;
import io.kinora.search.suggest.Suggestion;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SuggestApiTest {

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
  void offerNothing() {
    offer(List.of(), List.of());
    api.typed.clear();
    api.full = false;
  }

  private static void offer(List<Suggestion> suggestions, List<String> missing) {
    api.suggest = query -> Future.succeededFuture(new SuggestResponse(suggestions, 0.25, missing));
  }

  private static TestApi.Answer type(String words) {
    return api.get("/v1/suggest?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
  }

  @Test
  void every_parameter_is_taken() {
    api.get("/v1/suggest?q=golden%20ga&limit=3&filter=channel:bbc&lang=en-GB");

    assertThat(api.typed)
        .containsExactly(
            new SuggestQuery("golden ga", 3, new Filter.Is(FilterField.CHANNEL, "bbc"), "en-GB"));
  }

  @Test
  void ten_are_asked_for_unless_said_otherwise() {
    type("a");

    assertThat(api.typed).containsExactly(new SuggestQuery("a", 10, Filter.ALL, null));
  }

  @Test
  void the_answer_has_the_shape_that_the_document_promises() throws Exception {
    offer(
        List.of(
            new Suggestion(
                "Fish & <em>",
                Suggestion.Type.TITLE,
                "v1",
                "<em>Fish</em> &amp; &lt;em&gt;",
                "fish em",
                0,
                0,
                500),
            new Suggestion("fishing", Suggestion.Type.TAG, null, "x", "fishing", 0, 1, 250)),
        List.of());

    TestApi.Answer answer = type("fish");

    assertThat(answer.json())
        .isEqualTo(
            TestApi.JSON.readTree(
                """
                {"suggestions": [
                   {"text": "Fish & <em>", "type": "title", "id": "v1",
                    "highlight": "<em>Fish</em> &amp; &lt;em&gt;", "score": 2.5},
                   {"text": "fishing", "type": "tag", "highlight": "x", "score": 1.25}],
                 "took_ms": 0.25, "partial": false}
                """));
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void a_whole_answer_may_be_kept_for_a_moment_and_a_partial_one_says_so_and_may_not() {
    assertThat(type("a").header("Cache-Control")).isEqualTo("private, max-age=5");
    offer(List.of(), List.of("shard 1: no node has it just now"));

    TestApi.Answer partial = type("a");

    assertThat(partial.header("Cache-Control")).isEqualTo("no-store");
    assertThat(partial.json().path("partial").get(0).asText()).contains("shard 1");
  }

  @Test
  void whatever_can_be_typed_is_taken() {
    for (String words :
        List.of("", "   ", "x", "🎬", "東京の夜", "القاهرة", "\"':-*?", "a".repeat(128))) {
      TestApi.Answer answer = type(words);

      assertThat(answer.status()).as(words + ": " + answer.text()).isEqualTo(200);
      assertThat(api.typed.getLast().text()).isEqualTo(words);
    }
  }

  @Test
  void what_is_out_of_its_range_is_refused_by_name() {
    Map<String, String> wrong =
        Map.of(
            "/v1/suggest",
            "q",
            "/v1/suggest?q=a&limit=0",
            "limit",
            "/v1/suggest?q=a&limit=21",
            "limit",
            "/v1/suggest?q=" + "a".repeat(129),
            "q",
            "/v1/suggest?q=a%00b",
            "q",
            "/v1/suggest?q=a%0Ab",
            "q",
            "/v1/suggest?q=a&filter=!",
            "filter",
            "/v1/suggest?q=a&lang=e_n",
            "lang",
            "/v1/suggest?q=a&mode=text",
            "mode",
            "/v1/suggest?q=a&q=b",
            "q");
    wrong.forEach(
        (path, field) -> {
          TestApi.Answer refused = api.get(path);

          assertThat(refused.status()).as(path + ": " + refused.text()).isEqualTo(400);
          assertThat(refused.field()).as(path).isEqualTo(field);
        });
    assertThat(api.typed).isEmpty();
  }

  @Test
  void without_room_nothing_is_read_and_the_client_is_told_when_to_try_again() {
    api.full = true;

    TestApi.Answer refused = api.get("/v1/suggest?q=a&filter=!");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isEqualTo("3");
    assertThat(api.typed).isEmpty();
  }
}
