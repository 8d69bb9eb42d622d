package io.kinora.verticles.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.VideoWrite;
import io.kinora.verticles.http.json.VideoPatchJson;
import io.vertx.core.Future;

/** {@code PUT /v1/videos/{id}}. */
record PutVideoHandler(Writes writes, int mostBytes) implements OperationHandler {

  @Override
  public Future<?> handle(Exchange exchange) {
    String id = exchange.parameter("id");
    return exchange
        .json(mostBytes)
        .compose(
            body -> {
              requireSameId(id, body);
              return writes.answer(
                  exchange,
                  new VideoWrite.Put(id, VideoPatchJson.read(body), exchange.ifVersion()));
            });
  }

  private static void requireSameId(String id, JsonNode body) {
    String inside = body.path("id").asText(id);
    if (!inside.equals(id)) {
      throw new InvalidValueException("id", inside, "the id of the path, " + id + ", or none");
    }
  }
}
