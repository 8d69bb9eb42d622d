package io.kinora.verticles.http;

import io.kinora.catalog.VideoWrite;
import io.vertx.core.Future;

/** {@code DELETE /v1/videos/{id}}. */
record DeleteVideoHandler(Writes writes) implements OperationHandler {

  @Override
  public Future<?> handle(Exchange exchange) {
    return writes.answer(
        exchange, new VideoWrite.Delete(exchange.parameter("id"), exchange.ifVersion()));
  }
}
