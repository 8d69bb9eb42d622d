package io.kinora.verticles.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kinora.search.SearchResponse.Spelling;
import io.kinora.search.SearchResponse.Understood;
import io.kinora.search.understand.Category;
import io.kinora.search.understand.Entity;
import java.io.IOException;

/** The query as understood, as it is sent. */
final class UnderstoodJson {

  private UnderstoodJson() {}

  static void write(JsonGenerator json, Understood understood) throws IOException {
    json.writeStartObject();
    json.writeStringField("normalised", understood.normalised());
    if (understood.language() != null) {
      json.writeStringField("language", understood.language());
    }
    Spelling spelling = understood.spelling();
    if (spelling != null) {
      json.writeObjectFieldStart("spelling");
      json.writeStringField("text", spelling.text());
      json.writeBooleanField("applied", spelling.applied());
      json.writeEndObject();
    }
    json.writeArrayFieldStart("entities");
    for (Entity entity : understood.entities()) {
      write(json, entity);
    }
    json.writeEndArray();
    Category category = understood.category();
    if (category != null) {
      json.writeObjectFieldStart("category");
      json.writeStringField("name", category.name());
      json.writeNumberField("confidence", category.confidence());
      json.writeEndObject();
    }
    json.writeStringField("class", understood.queryClass().key());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Entity entity) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", entity.type().key());
    json.writeStringField("id", entity.id());
    json.writeStringField("text", entity.text());
    json.writeNumberField("start", entity.start());
    json.writeNumberField("end", entity.end());
    json.writeNumberField("score", entity.score());
    json.writeEndObject();
  }
}
