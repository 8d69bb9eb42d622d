package io.kinora.verticles.http;

import io.kinora.verticles.NodeHealth;
import io.kinora.verticles.http.json.JsonText;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** How this node is: {@code /health/*}, {@code /metrics}, {@code /v1/about}. */
final class NodeHandlers {

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final ApiServices services;

  NodeHandlers(ApiServices services) {
    this.services = services;
  }

  Future<?> live(Exchange exchange) {
    return exchange.answerJson(200, JsonText.object(json -> json.writeBooleanField("live", true)));
  }

  Future<?> ready(Exchange exchange) {
    NodeHealth health = services.health();
    boolean ready = health.ready();
    List<NodeHealth.Part> parts = health.parts();
    return exchange.answerJson(
        ready ? 200 : 503,
        JsonText.object(
            json -> {
              json.writeBooleanField("ready", ready);
              json.writeArrayFieldStart("parts");
              for (NodeHealth.Part part : parts) {
                json.writeStartObject();
                json.writeStringField("name", part.name());
                json.writeBooleanField("up", part.up());
                json.writeBooleanField("needed", part.needed());
                json.writeStringField("detail", part.detail());
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }

  Future<?> metrics(Exchange exchange) {
    return exchange
        .work()
        .executeBlocking(() -> Buffer.buffer(services.metrics().scrape()), false)
        .compose(text -> exchange.answer(200, PROMETHEUS_TEXT, text));
  }

  Future<?> about(Exchange exchange) {
    About about = services.about().get();
    return exchange.answerJson(
        200,
        JsonText.object(
            json -> {
              json.writeStringField("version", about.version());
              json.writeBooleanField("anonymous_search", services.auth().anonymousSearch());
              json.writeStringField("text_encoder", about.textEncoder());
              json.writeObjectFieldStart("sight_model");
              json.writeStringField("name", about.sight().name());
              json.writeStringField("note", about.sight().note());
              json.writeEndObject();
            }));
  }
}
