package io.kinora.verticles.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.catalog.Generation;
import io.kinora.verticles.Reindexing;
import io.kinora.verticles.Reindexing.Progress;
import io.kinora.verticles.Reindexing.Wish;
import io.kinora.verticles.http.json.JsonText;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Builds of the index beside one another: {@code /v1/admin/reindex}. */
final class ReindexHandlers {

  private static final int MOST_BYTES = 4_096;
  private static final String BY_HAND = "by_hand";
  private static final String WHEN_WHOLE = "when_whole";

  private final Reindexing reindexing;

  ReindexHandlers(Reindexing reindexing) {
    this.reindexing = reindexing;
  }

  Future<?> list(Exchange exchange) {
    return reindexing
        .generations()
        .compose(
            all ->
                exchange.answerJson(
                    200,
                    JsonText.object(
                        json -> {
                          json.writeArrayFieldStart("generations");
                          for (Progress progress : all) {
                            json.writeStartObject();
                            write(json, progress);
                            json.writeEndObject();
                          }
                          json.writeEndArray();
                        })));
  }

  Future<?> begin(Exchange exchange) {
    return exchange
        .json(MOST_BYTES)
        .compose(
            body ->
                reindexing.begin(
                    new Wish(
                        text(body, "text_encoder"),
                        text(body, "sight_encoder"),
                        text(body, "language"),
                        BY_HAND.equals(text(body, "switch")))))
        .compose(begun -> answer(exchange, 202, begun));
  }

  Future<?> search(Exchange exchange) {
    return reindexing.search(number(exchange)).compose(active -> answer(exchange, 200, active));
  }

  Future<?> drop(Exchange exchange) {
    return reindexing.drop(number(exchange)).compose(dropped -> exchange.answer(204));
  }

  private static int number(Exchange exchange) {
    return exchange.parameters().get("generation").intValue();
  }

  private static @Nullable String text(JsonNode body, String name) {
    return body.path(name).textValue();
  }

  private static Future<?> answer(Exchange exchange, int status, Generation generation) {
    return exchange.answerJson(status, JsonText.object(json -> write(json, generation)));
  }

  private static void write(JsonGenerator json, Progress progress) throws IOException {
    write(json, progress.generation());
    json.writeArrayFieldStart("waits_for");
    for (String lacking : progress.waitsFor()) {
      json.writeString(lacking);
    }
    json.writeEndArray();
    json.writeNumberField("videos", progress.videos());
    json.writeNumberField("to_embed", progress.toEmbed());
    json.writeNumberField("failed", progress.failed());
  }

  private static void write(JsonGenerator json, Generation generation) throws IOException {
    json.writeNumberField("generation", generation.number());
    json.writeStringField("state", generation.state().name().toLowerCase(Locale.ROOT));
    json.writeStringField("text_encoder", generation.spec().textEncoder());
    json.writeStringField("sight_encoder", generation.spec().sightEncoder());
    json.writeStringField("language", generation.spec().language());
    json.writeStringField("switch", generation.byHand() ? BY_HAND : WHEN_WHOLE);
    json.writeStringField("begun_at", generation.begunAt().toString());
    if (generation.switchedAt() != null) {
      json.writeStringField("switched_at", generation.switchedAt().toString());
    }
  }
}
