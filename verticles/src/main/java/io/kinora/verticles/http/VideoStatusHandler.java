package io.kinora.verticles.http;

import io.kinora.verticles.http.json.VideoJson;
import io.vertx.core.Future;

/** {@code GET /v1/videos/{id}/status}. */
record VideoStatusHandler(VideoReader reader) implements OperationHandler {

  @Override
  public Future<?> handle(Exchange exchange) {
    return reader
        .read(exchange.parameter("id"))
        .compose(
            found ->
                exchange.answerJson(
                    200,
                    VideoJson.writeStatus(found.video(), found.status(), found.visibleVersion())));
  }
}
