package io.kinora.verticles.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.search.FusionChoice;
import io.kinora.search.Mode;
import io.kinora.search.QueryVector;
import io.kinora.search.Retriever;
import io.kinora.search.SearchRequest;
import io.kinora.search.Sort;
import io.kinora.search.filter.Filter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From a checked request, body or query parameters alike, to what is searched for. */
public final class SearchRequestJson {

  private static final int DEFAULT_LIMIT = 20;
  private static final int DEFAULT_DEADLINE_MS = 200;

  private final Function<String, Filter> filters;

  /**
   * @param filters reads the filter language
   */
  public SearchRequestJson(Function<String, Filter> filters) {
    this.filters = filters;
  }

  /**
   * @param json of the shape {@code SearchRequest}; {@code fusion} may be its method alone
   */
  public SearchRequest read(JsonNode json) {
    String filter = text(json, "filter");
    return new SearchRequest(
        json.path("q").asText(""),
        word(Mode.class, json.get("mode"), Mode.HYBRID),
        json.path("limit").asInt(DEFAULT_LIMIT),
        text(json, "cursor"),
        filter == null ? Filter.ALL : filters.apply(filter),
        words(json.path("facets")),
        word(Sort.class, json.get("sort"), Sort.RELEVANCE),
        vector(json.get("vector")),
        text(json, "lang"),
        fusion(json.get("fusion")),
        word(SearchRequest.Collapse.class, json.get("collapse"), SearchRequest.Collapse.DUPLICATES),
        json.path("deadline_ms").asInt(DEFAULT_DEADLINE_MS),
        json.path("explain").booleanValue(),
        words(json.path("fields")),
        words(json.path("disjunctive")),
        json.path("diversity").asDouble(0),
        json.has("max_per_channel") ? json.path("max_per_channel").asInt() : null,
        new SearchRequest.Help(isAuto(json.get("spelling")), isAuto(json.get("entities"))),
        null);
  }

  private static boolean isAuto(@Nullable JsonNode json) {
    return json == null || json.textValue().equals("auto");
  }

  private static @Nullable QueryVector vector(@Nullable JsonNode json) {
    if (json == null) {
      return null;
    }
    QueryVector.Field field =
        word(QueryVector.Field.class, json.get("field"), QueryVector.Field.TEXT);
    return new QueryVector(field, VectorJson.read("vector.values", json.get("values")));
  }

  private static @Nullable FusionChoice fusion(@Nullable JsonNode json) {
    if (json == null) {
      return null;
    }
    JsonNode method = json.isTextual() ? json : json.get("method");
    Map<Retriever, Double> weights = new EnumMap<>(Retriever.class);
    for (Map.Entry<String, JsonNode> weight : json.path("weights").properties()) {
      weights.put(
          Retriever.valueOf(weight.getKey().toUpperCase(Locale.ROOT)),
          weight.getValue().doubleValue());
    }
    return new FusionChoice(
        word(FusionChoice.Method.class, method, FusionChoice.Method.WEIGHTED), weights);
  }

  private static @Nullable String text(JsonNode json, String field) {
    JsonNode value = json.get(field);
    return value == null ? null : value.textValue();
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>(array.size());
    array.forEach(word -> words.add(word.textValue()));
    return words;
  }

  private static <E extends Enum<E>> E word(Class<E> type, @Nullable JsonNode word, E otherwise) {
    return word == null ? otherwise : Enum.valueOf(type, word.textValue().toUpperCase(Locale.ROOT));
  }
}
