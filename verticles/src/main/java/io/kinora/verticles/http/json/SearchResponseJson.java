package io.kinora.verticles.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kinora.search.Explanation;
import io.kinora.search.Hit;
import io.kinora.search.SearchResponse;
import io.kinora.search.StageTime;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answer to a search, as it is sent. */
public final class SearchResponseJson {

  private SearchResponseJson() {}

  /**
   * @param fields of a hit to write; empty means all
   */
  public static Buffer write(SearchResponse response, List<String> fields) {
    Set<String> chosen = Set.copyOf(fields);
    return JsonText.object(json -> members(json, response, chosen));
  }

  /** Writes all of a hit's fields, into an object that is open. */
  static void hit(JsonGenerator json, Hit hit) throws IOException {
    new HitWriter(json, Set.of()).write(hit);
  }

  private static void members(JsonGenerator json, SearchResponse response, Set<String> fields)
      throws IOException {
    json.writeFieldName("query");
    UnderstoodJson.write(json, response.understood());
    json.writeArrayFieldStart("hits");
    for (Hit hit : response.hits()) {
      json.writeStartObject();
      new HitWriter(json, fields).write(hit);
      json.writeEndObject();
    }
    json.writeEndArray();
    facets(json, response.facets());
    if (!response.facetsAtLeast().isEmpty()) {
      texts(json, "facets_at_least", response.facetsAtLeast());
    }
    json.writeObjectFieldStart("total");
    json.writeNumberField("value", response.total());
    json.writeStringField("relation", response.totalExact() ? "exact" : "at_least");
    json.writeEndObject();
    json.writeStringField("next_cursor", response.nextCursor());
    JsonText.writeMillis(json, "took_ms", response.tookMs());
    stages(json, response.stages());
    if (response.missing().isEmpty()) {
      json.writeBooleanField("partial", false);
    } else {
      texts(json, "partial", response.missing());
    }
    json.writeStringField("query_id", response.queryId());
  }

  /**
   * Writes the members of one hit into an object that the caller opens and closes.
   *
   * @param fields to write; empty means all
   */
  public static void hit(JsonGenerator json, Hit hit, Set<String> fields) throws IOException {
    new HitWriter(json, fields).write(hit);
  }

  private static void facets(JsonGenerator json, Map<String, Map<String, Long>> facets)
      throws IOException {
    json.writeObjectFieldStart("facets");
    for (Map.Entry<String, Map<String, Long>> facet : facets.entrySet()) {
      json.writeObjectFieldStart(facet.getKey());
      for (Map.Entry<String, Long> count : facet.getValue().entrySet()) {
        json.writeNumberField(count.getKey(), count.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** The member {@code stages}. */
  public static void stages(JsonGenerator json, List<StageTime> stages) throws IOException {
    json.writeArrayFieldStart("stages");
    for (StageTime stage : stages) {
      json.writeStartObject();
      json.writeStringField("name", stage.name());
      JsonText.writeMillis(json, "ms", stage.ms());
      if (stage.in() >= 0) {
        json.writeNumberField("in", stage.in());
      }
      if (stage.out() >= 0) {
        json.writeNumberField("out", stage.out());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void texts(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  /** Writes those fields of a hit that were asked for and that it has. */
  private record HitWriter(JsonGenerator json, Set<String> fields) {

    void write(Hit hit) throws IOException {
      described(hit);
      seen(hit);
      judged(hit);
    }

    private void described(Hit hit) throws IOException {
      optional("id", hit.id());
      optional("title", hit.title());
      optional("description", hit.description());
      optional("channel", hit.channel());
      if (wanted("tags")) {
        texts(json, "tags", hit.tags());
      }
      optional("language", hit.language());
      optional("category", hit.category());
      Long published = hit.publishedAtMs();
      if (published != null && wanted("published_at")) {
        json.writeStringField("published_at", Instant.ofEpochMilli(published).toString());
      }
      Long duration = hit.durationMs();
      if (duration != null && wanted("duration_s")) {
        json.writeNumberField("duration_s", duration / 1000.0);
      }
      if (wanted("views")) {
        json.writeNumberField("views", hit.views());
      }
      if (wanted("likes")) {
        json.writeNumberField("likes", hit.likes());
      }
      optional("license", hit.license());
    }

    private void seen(Hit hit) throws IOException {
      String thumbnail = hit.thumbnail();
      if (thumbnail != null && wanted("thumbnail_url")) {
        json.writeStringField("thumbnail_url", Links.thumbnail(thumbnail));
      }
      if (hit.playable() && wanted("media_url")) {
        json.writeStringField("media_url", Links.media(hit.id()));
      }
      Hit.Moment moment = hit.moment();
      if (moment != null && wanted("moment")) {
        json.writeFieldName("moment");
        moment(moment);
      }
      if (!hit.moments().isEmpty() && wanted("moments")) {
        json.writeArrayFieldStart("moments");
        for (Hit.Moment one : hit.moments()) {
          moment(one);
        }
        json.writeEndArray();
      }
    }

    private void moment(Hit.Moment moment) throws IOException {
      json.writeStartObject();
      json.writeNumberField("timestamp_ms", moment.timestampMs());
      if (moment.thumbnail() != null) {
        json.writeStringField("thumbnail_url", Links.thumbnail(moment.thumbnail()));
      }
      json.writeNumberField("score", moment.score());
      json.writeEndObject();
    }

    private void judged(Hit hit) throws IOException {
      if (!hit.highlights().isEmpty() && wanted("highlights")) {
        json.writeObjectFieldStart("highlights");
        for (Map.Entry<String, List<String>> fragments : hit.highlights().entrySet()) {
          texts(json, fragments.getKey(), fragments.getValue());
        }
        json.writeEndObject();
      }
      if (!hit.duplicates().isEmpty() && wanted("duplicates")) {
        texts(json, "duplicates", hit.duplicates());
      }
      if (wanted("found_by")) {
        texts(json, "found_by", hit.foundBy());
      }
      if (wanted("score")) {
        json.writeNumberField("score", hit.score());
      }
      Explanation explanation = hit.explanation();
      if (explanation != null && wanted("explain")) {
        json.writeFieldName("explain");
        explanation(explanation);
      }
    }

    private void explanation(Explanation explanation) throws IOException {
      json.writeStartObject();
      json.writeNumberField("value", explanation.value());
      json.writeStringField("description", explanation.description());
      json.writeArrayFieldStart("details");
      for (Explanation detail : explanation.details()) {
        explanation(detail);
      }
      json.writeEndArray();
      json.writeEndObject();
    }

    private boolean wanted(String field) {
      return fields.isEmpty() || fields.contains(field);
    }

    private void optional(String name, @Nullable String value) throws IOException {
      if (value != null && wanted(name)) {
        json.writeStringField(name, value);
      }
    }
  }
}
