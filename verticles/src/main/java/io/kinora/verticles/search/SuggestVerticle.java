package io.kinora.verticles.search;

import io.kinora.search.Deadline;
import io.kinora.search.suggest.SuggestQuery;
import io.kinora.search.suggest.SuggestResponse;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;

/** Gathers suggestions; deployed on virtual threads, where waiting costs nothing. */
final class SuggestVerticle extends VerticleBase {

  private final SuggestGather gather;

  SuggestVerticle(SuggestGather gather) {
    this.gather = gather;
  }

  /** Callable from any thread; the future completes on this verticle's. */
  Future<SuggestResponse> suggest(SuggestQuery query, Deadline deadline) {
    Promise<SuggestResponse> promise = Promise.promise();
    context.runOnContext(
        go -> {
          try {
            promise.complete(gather.suggest(query, deadline));
          } catch (Throwable failure) {
            promise.fail(failure);
          }
        });
    return promise.future();
  }
}
