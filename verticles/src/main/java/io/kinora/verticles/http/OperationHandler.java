package io.kinora.verticles.http;

import io.vertx.core.Future;

/** Carries out one operation of the API document. */
@FunctionalInterface
interface OperationHandler {

  /**
   * @return succeeds once the answer has been handed over; a failure becomes a problem
   */
  Future<?> handle(Exchange exchange);
}
