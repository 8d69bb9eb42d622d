package io.kinora.verticles.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.VideoMetadata;
import io.kinora.search.filter.Filter;
import io.kinora.verticles.http.json.SearchRequestJson;
import io.kinora.verticles.http.json.VideoPatchJson;
import io.kinora.verticles.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever is sent, it is understood or refused with a reason; nothing else ever comes of it. */
final class RandomInputTest {

  private static final ApiDocument DOCUMENT = ApiDocument.load();
  private static final Shape SEARCH = DOCUMENT.shape("SearchRequest");
  private static final Shape VIDEO = DOCUMENT.shape("VideoInput");
  private static final Shape PATCH = DOCUMENT.shape("VideoPatch");
  private static final SearchRequestJson REQUESTS = new SearchRequestJson(text -> Filter.ALL);

  @Property(tries = 500)
  void any_bytes(@ForAll @Size(max = 60) byte[] bytes) {
    refusedOr(() -> SEARCH.check(StrictJson.parse(bytes)));
  }

  @Property(tries = 1_000)
  void any_object_of_known_and_unknown_fields(@ForAll("objects") String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    refusedOr(() -> REQUESTS.read(SEARCH.check(StrictJson.parse(bytes))));
    refusedOr(() -> VideoPatchJson.read(VIDEO.check(StrictJson.parse(bytes))));
    refusedOr(
        () -> {
          JsonNode patch = PATCH.check(StrictJson.parse(bytes));
          VideoPatchJson.apply(patch, VideoMetadata.titled("before"));
        });
  }

  private static void refusedOr(Runnable understood) {
    try {
      understood.run();
    } catch (ProblemException refused) {
      assertThat(refused.problem().type().status()).isEqualTo(400);
      assertThat(refused.problem().detail()).isNotBlank();
    } catch (InvalidValueException refused) {
      assertThat(refused.field()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> objects() {
    Arbitrary<String> names =
        Arbitraries.of(
            "q",
            "mode",
            "limit",
            "vector",
            "fusion",
            "filter",
            "facets",
            "lang",
            "title",
            "tags",
            "published_at",
            "views",
            "vectors",
            "frames",
            "language",
            "duration_s",
            "x",
            "#",
            "");
    Arbitrary<String> leaves =
        Arbitraries.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e999",
            "1e-999",
            "\"\"",
            "\"a\"",
            "\"en\"",
            "{}",
            "[]",
            "[1,2]",
            "[0]",
            "[\"a\"]",
            "[null]",
            "NaN",
            "\"2026-01-01T00:00:00Z\"",
            "\"\\ud800\"",
            "99999999999999999999999",
            "{\"text\":[1]}",
            "{\"method\":\"rrf\"}",
            "{\"field\":\"text\",\"values\":[3]}",
            "[{\"timestamp_ms\":1,\"vector\":[1]}]");
    Arbitrary<String> members =
        names.flatMap(name -> leaves.map(leaf -> "\"" + name + "\":" + leaf));
    return members.list().ofMaxSize(4).map(all -> "{" + String.join(",", all) + "}");
  }
}
