package io.kinora.verticles.http;

import io.kinora.verticles.http.openapi.ApiDocument;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;

/** {@code POST /v1/videos:bulk}. */
final class BulkHandler implements OperationHandler {

  private final Writes writes;
  private final BulkOperations operations;
  private final int mostLineBytes;
  private final WorkerExecutor work;

  BulkHandler(Writes writes, ApiDocument document, int mostLineBytes, WorkerExecutor work) {
    this.writes = writes;
    this.operations = new BulkOperations(document);
    this.mostLineBytes = mostLineBytes;
    this.work = work;
  }

  @Override
  public Future<?> handle(Exchange exchange) {
    exchange.requireMediaType();
    BulkBatches batches =
        new BulkBatches(
            writes,
            operations,
            mostLineBytes,
            work,
            exchange.waitsUntilSearchable(),
            exchange.requestId());
    return new BulkStream(exchange, batches, mostLineBytes).run();
  }
}
