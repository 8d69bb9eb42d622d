package io.kinora.verticles.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.catalog.InvalidValueException;
import io.kinora.search.FusionChoice;
import io.kinora.search.Mode;
import io.kinora.search.QueryVector;
import io.kinora.search.Retriever;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.Sort;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterField;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchApiTest {

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
  void answerAlike() {
    api.search = request -> Future.succeededFuture(TestApi.ANSWER);
    api.searches.clear();
    api.full = false;
  }

  @Test
  void without_room_a_search_is_refused_before_it_is_read_and_told_when_to_try_again() {
    api.full = true;

    TestApi.Answer byBody = api.post("/v1/search", "{\"q\": not even JSON");
    TestApi.Answer byQuery = api.get("/v1/search?q=cars");

    for (TestApi.Answer refused : List.of(byBody, byQuery)) {
      assertThat(refused.status()).as(refused.text()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isEqualTo("3");
    }
    assertThat(api.searches).isEmpty();
    assertThat(api.get("/health/live").status()).isEqualTo(200);
    assertThat(api.get("/metrics").status()).isEqualTo(200);
  }

  @Test
  void a_search_is_told_when_its_client_closes_the_connection() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    api.search =
        request -> {
          asked.countDown();
          return Promise.<SearchResponse>promise().future();
        };
    try (Socket client = new Socket("127.0.0.1", api.port)) {
      client
          .getOutputStream()
          .write("GET /v1/search?q=cars HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
      asked.await();
      assertThat(api.lastLeft.isComplete()).isFalse();
    }

    TestApi.await(api.lastLeft);
  }

  @Test
  void a_search_by_query_takes_every_parameter() {
    api.get(
        "/v1/search?q=cars%20at%20night&mode=visual&limit=5&cursor=abc&filter=channel:bbc"
            + "&facets=channel,tag&sort=newest&lang=en&fusion=rrf&collapse=channel"
            + "&deadline_ms=50&explain=true&fields=id,title");

    assertThat(api.searches)
        .containsExactly(
            new SearchRequest(
                "cars at night",
                Mode.VISUAL,
                5,
                "abc",
                new Filter.Is(FilterField.CHANNEL, "bbc"),
                List.of("channel", "tag"),
                Sort.NEWEST,
                null,
                "en",
                new FusionChoice(FusionChoice.Method.RRF, Map.of()),
                SearchRequest.Collapse.CHANNEL,
                50,
                true,
                List.of("id", "title")));
  }

  @Test
  void a_search_without_parameters_browses_with_the_defaults() {
    assertThat(api.get("/v1/search").status()).isEqualTo(200);

    assertThat(api.searches)
        .containsExactly(
            new SearchRequest(
                "",
                Mode.HYBRID,
                20,
                null,
                Filter.ALL,
                List.of(),
                Sort.RELEVANCE,
                null,
                null,
                null,
                SearchRequest.Collapse.DUPLICATES,
                200,
                false,
                List.of()));
  }

  @Test
  void a_search_by_body_takes_a_vector_and_weights() {
    api.post(
        "/v1/search",
        """
        {"q": "cars", "vector": {"field": "frame", "values": [0.25, -1, 1e-3]},
         "fusion": {"method": "weighted", "weights": {"lexical": 2, "frame": 0.5}}}
        """);

    SearchRequest asked = api.searches.getFirst();
    assertThat(asked.vector().field()).isEqualTo(QueryVector.Field.FRAME);
    assertThat(asked.vector().vector().values()).containsExactly(0.25f, -1f, 0.001f);
    assertThat(asked.fusion().weights())
        .containsOnly(Map.entry(Retriever.LEXICAL, 2.0), Map.entry(Retriever.FRAME, 0.5));
  }

  @Test
  void the_answer_has_the_shape_that_the_document_promises() throws Exception {
    JsonNode expected =
        TestApi.JSON.readTree(
            """
            {"query": {"normalised": "carz", "language": "en",
               "spelling": {"text": "cars", "applied": true},
               "entities": [{"type": "tag", "id": "cars", "text": "cars", "start": 0, "end": 4,
                             "score": 0.5}],
               "category": {"name": "traffic", "confidence": 0.75}, "class": "tail"},
             "hits": [{"id": "a", "title": "A highway", "description": "Cars <at night>",
               "channel": "road", "tags": ["cars"], "language": "en",
               "published_at": "2026-01-01T00:00:00Z", "duration_s": 12.5, "views": 7, "likes": 1,
               "license": "CC0", "thumbnail_url": "/v1/thumbnails/thumbnails/a/0.jpg",
               "media_url": "/v1/videos/a/media",
               "moment": {"timestamp_ms": 4000,
                          "thumbnail_url": "/v1/thumbnails/thumbnails/a/4000.jpg", "score": 0.5},
               "moments": [{"timestamp_ms": 4000,
                          "thumbnail_url": "/v1/thumbnails/thumbnails/a/4000.jpg", "score": 0.5}],
               "highlights": {"title": ["A <em>highway</em>"]}, "duplicates": ["b", "c"],
               "duplicates": ["b", "c"],
               "found_by": ["lexical", "frame"], "score": 0.75,
               "explain": {"value": 0.75, "description": "sum", "details": [
                 {"value": 0.5, "description": "lexical", "details": []}]}}],
             "facets": {"channel": {"road": 3}},
             "total": {"value": 41, "relation": "at_least"},
             "next_cursor": "bmV4dA", "took_ms": 3.5,
             "stages": [{"name": "retrieve", "ms": 2.5, "out": 80}],
             "partial": false, "query_id": "q1"}
            """);

    JsonNode answer = api.get("/v1/search?q=cars").json();

    assertThat(answer).isEqualTo(expected);
    ApiDocument.load().shape("SearchResponse").check(answer);
  }

  @Test
  void only_the_chosen_fields_of_a_hit_are_sent() {
    JsonNode hit = api.get("/v1/search?fields=id,score").json().at("/hits/0");

    assertThat(hit.properties().stream().map(Map.Entry::getKey)).containsExactly("id", "score");
  }

  @Test
  void a_partial_answer_says_what_is_missing() {
    SearchResponse whole = TestApi.ANSWER;
    api.search =
        request ->
            Future.succeededFuture(
                new SearchResponse(
                    whole.understood(),
                    List.of(),
                    Map.of(),
                    0,
                    true,
                    null,
                    1,
                    List.of(),
                    List.of("shard 3: deadline"),
                    "q2"));

    JsonNode answer = api.get("/v1/search").json();

    assertThat(answer.at("/partial/0").asText()).isEqualTo("shard 3: deadline");
    assertThat(answer.at("/total/relation").asText()).isEqualTo("exact");
    assertThat(answer.get("next_cursor").isNull()).isTrue();
  }

  @Test
  void a_stale_cursor_that_the_pipeline_finds_is_the_clients_fault() {
    api.search =
        request ->
            Future.failedFuture(
                new InvalidValueException("cursor", request.cursor(), "a cursor of this index"));

    TestApi.Answer answer = api.get("/v1/search?cursor=old");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.field()).isEqualTo("cursor");
    assertThat(answer.detail()).contains("\"old\"", "a cursor of this index");
  }

  @Test
  void overload_says_when_to_come_back() {
    api.search = request -> Future.failedFuture(new OverloadedException("queue full", 3));

    TestApi.Answer answer = api.get("/v1/search");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("3");
  }

  @Test
  void no_answer_in_time_is_504() {
    api.search = request -> Future.failedFuture(new TimeoutException("all shards"));

    assertThat(api.get("/v1/search").status()).isEqualTo(504);
  }

  @Test
  void a_search_that_never_ends_is_given_up() {
    api.search = request -> io.vertx.core.Promise.<SearchResponse>promise().future();

    assertThat(api.get("/v1/search?deadline_ms=10").status()).isEqualTo(504);
  }

  @Test
  void an_unexpected_failure_tells_no_more_than_its_request_id() {
    api.search = request -> Future.failedFuture(new IllegalStateException("secret detail"));

    TestApi.Answer answer = api.get("/v1/search", "X-Request-Id", "my-id.1");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.text()).doesNotContain("secret", "Exception", "at io.");
    assertThat(answer.json().get("request_id").asText()).isEqualTo("my-id.1");
    assertThat(answer.header("X-Request-Id")).isEqualTo("my-id.1");
  }
}
