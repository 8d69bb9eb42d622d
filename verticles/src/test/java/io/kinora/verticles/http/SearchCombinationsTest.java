package io.kinora.verticles.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.kinora.verticles.search.ShardsInPlace;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every combination of valid parameters is answered, and the answer agrees with itself. A failure
 * names the request.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class SearchCombinationsTest {

  private static final int REQUESTS = Integer.getInteger("kinora.requests", 150);
  private static final List<String> FACETS =
      List.of("channel", "tag", "language", "category", "license", "duration_s", "published_at");
  private static final List<String> FIELDS =
      List.of("id", "title", "highlights", "moment", "found_by", "score", "explain");

  private final Random random = new Random();

  @TempDir Path folder;

  @Test
  void no_combination_of_valid_parameters_fails_or_contradicts_itself() throws Exception {
    try (TestApi api = TestApi.start(folder);
        ShardsInPlace shards = new ShardsInPlace(folder.resolve("shards"), 2)) {
      for (int i = 0; i < 150; i++) {
        shards.put("v" + i, random);
      }
      shards.refresh();
      api.search = shards.answers(20);
      for (int i = 0; i < REQUESTS; i++) {
        ObjectNode request = request();
        String next = "";
        for (int page = 0; page < 3 && next != null; page++) {
          if (page > 0) {
            request.put("cursor", next);
          }
          TestApi.Answer answer = api.post("/v1/search", request.toString());
          assertThat(answer.status()).as(request + " " + answer.text()).isEqualTo(200);
          check(request, answer.json());
          next = answer.json().path("next_cursor").textValue();
        }
      }
    }
  }

  private static void check(ObjectNode request, JsonNode answer) {
    String asked = request.toString();
    ApiDocument.load().shape("SearchResponse").check(answer);
    assertThat(answer.path("partial").asText()).as(asked).isEqualTo("false");
    long total = answer.at("/total/value").asLong();
    assertThat(total).as(asked).isGreaterThanOrEqualTo(answer.path("hits").size());
    assertThat(answer.path("hits").size()).as(asked).isLessThanOrEqualTo(limit(request));
    Set<String> ids = new HashSet<>();
    for (JsonNode hit : answer.path("hits")) {
      if (wants(request, "id")) {
        assertThat(ids.add(hit.path("id").asText())).as(asked).isTrue();
      }
      checkHit(request, hit);
    }
    checkFacets(request, answer, total);
  }

  private static int limit(ObjectNode request) {
    return request.path("limit").asInt(20);
  }

  private static void checkHit(ObjectNode request, JsonNode hit) {
    String asked = request + " " + hit;
    JsonNode fields = request.path("fields");
    if (!fields.isEmpty()) {
      hit.fieldNames()
          .forEachRemaining(name -> assertThat(fields.toString()).as(asked).contains(name));
    }
    boolean searched = request.has("q") || request.has("vector");
    if (searched && wants(request, "found_by")) {
      assertThat(hit.path("found_by")).as(asked).isNotEmpty();
    }
    boolean sight = hit.path("found_by").toString().contains("frame");
    if (wants(request, "moment") && wants(request, "found_by")) {
      assertThat(hit.has("moment")).as(asked).isEqualTo(sight);
    }
    if (wants(request, "highlights") && hit.path("found_by").toString().contains("lexical")) {
      boolean shown = hit.path("highlights").toString().contains("<em>");
      assertThat(shown || onlyByTag(request, hit)).as(asked).isTrue();
    }
    boolean explained = request.path("explain").asBoolean() && wants(request, "explain");
    assertThat(hit.has("explain")).as(asked).isEqualTo(explained);
  }

  /** Tags and channels are searched but not highlighted. */
  private static boolean onlyByTag(ObjectNode request, JsonNode hit) {
    return request.path("fields").size() == 1 && hit.has("found_by");
  }

  private static boolean wants(ObjectNode request, String field) {
    JsonNode fields = request.path("fields");
    return fields.isEmpty() || fields.toString().contains("\"" + field + "\"");
  }

  private static void checkFacets(ObjectNode request, JsonNode answer, long total) {
    String asked = request.toString();
    JsonNode facets = answer.path("facets");
    assertThat(facets.size()).as(asked).isEqualTo(request.path("facets").size());
    boolean everyVideoIsAHit =
        request.path("collapse").asText("duplicates").equals("none")
            && !request.has("max_per_channel");
    for (JsonNode name : request.path("facets")) {
      JsonNode counts = facets.path(name.asText());
      boolean disjunctive = request.path("disjunctive").toString().contains(name.toString());
      long sum = 0;
      long before = 0;
      for (JsonNode count : counts) {
        assertThat(count.asLong()).as(asked).isGreaterThanOrEqualTo(0);
        sum += count.asLong();
      }
      boolean oneValueEach = !Set.of("tag", "published_at").contains(name.asText());
      if (oneValueEach && !disjunctive && everyVideoIsAHit) {
        assertThat(sum).as(asked + " " + counts).isLessThanOrEqualTo(total);
      }
      if (name.asText().equals("published_at")) {
        assertThat(counts.size()).isEqualTo(5);
        for (int i = 0; i < 4; i++) {
          long count = counts.get(keyAt(counts, i)).asLong();
          assertThat(count).as(asked + " " + counts).isGreaterThanOrEqualTo(before);
          before = count;
        }
      }
    }
  }

  private static String keyAt(JsonNode object, int index) {
    var names = object.fieldNames();
    for (int i = 0; i < index; i++) {
      names.next();
    }
    return names.next();
  }

  private ObjectNode request() {
    ObjectNode json = TestApi.JSON.createObjectNode();
    boolean words = random.nextInt(4) > 0;
    if (words) {
      json.put("q", ShardsInPlace.words(random, 1 + random.nextInt(3)));
    }
    mode(json);
    json.put("limit", 1 + random.nextInt(40)).put("deadline_ms", 5000);
    if (random.nextInt(3) == 0) {
      json.put("filter", "channel:channel" + random.nextInt(6));
    }
    if (random.nextBoolean()) {
      some(json.putArray("facets"), FACETS);
      some(json.putArray("disjunctive"), FACETS);
    }
    maybe(json, "sort", "relevance", "newest", "most_viewed");
    maybe(json, "collapse", "none", "channel", "duplicates");
    if (random.nextBoolean()) {
      json.put("diversity", random.nextInt(11) / 10.0);
    }
    if (random.nextInt(3) == 0) {
      json.put("max_per_channel", 1 + random.nextInt(5));
    }
    if (random.nextBoolean()) {
      json.put("explain", random.nextBoolean());
    }
    if (random.nextBoolean()) {
      some(json.putArray("fields"), FIELDS);
    }
    if (random.nextInt(3) == 0) {
      json.putObject("fusion").put("method", random.nextBoolean() ? "rrf" : "weighted");
    }
    return json;
  }

  private void mode(ObjectNode json) {
    if (random.nextBoolean()) {
      maybe(json, "mode", "hybrid", "text");
      return;
    }
    String field = List.of("text", "frame", "video").get(random.nextInt(3));
    ObjectNode vector = json.putObject("vector").put("field", field);
    ArrayNode values = vector.putArray("values");
    for (float value : ShardsInPlace.vector(random).values()) {
      values.add(value);
    }
    maybe(json, "mode", "hybrid", field.equals("text") ? "semantic" : "visual");
  }

  private void maybe(ObjectNode json, String name, String... values) {
    int chosen = random.nextInt(values.length + 1);
    if (chosen < values.length) {
      json.put(name, values[chosen]);
    }
  }

  private void some(ArrayNode into, List<String> from) {
    for (String each : from) {
      if (random.nextInt(3) == 0) {
        into.add(each);
      }
    }
  }
}
