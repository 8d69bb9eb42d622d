package io.kinora.verticles.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kinora.search.suggest.SuggestResponse;
import io.kinora.search.suggest.Suggestion;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** Suggestions, as they are sent. */
public final class SuggestResponseJson {

  private SuggestResponseJson() {}

  public static Buffer write(SuggestResponse response) {
    return JsonText.object(json -> members(json, response));
  }

  private static void members(JsonGenerator json, SuggestResponse response) throws IOException {
    json.writeArrayFieldStart("suggestions");
    for (Suggestion each : response.suggestions()) {
      json.writeStartObject();
      json.writeStringField("text", each.text());
      json.writeStringField("type", each.type().key());
      if (each.id() != null) {
        json.writeStringField("id", each.id());
      }
      json.writeStringField("highlight", each.highlight());
      json.writeNumberField("score", each.score());
      json.writeEndObject();
    }
    json.writeEndArray();
    JsonText.writeMillis(json, "took_ms", response.tookMs());
    if (response.missing().isEmpty()) {
      json.writeBooleanField("partial", false);
      return;
    }
    json.writeArrayFieldStart("partial");
    for (String missing : response.missing()) {
      json.writeString(missing);
    }
    json.writeEndArray();
  }
}
