package io.kinora.verticles.search;

import io.kinora.search.Deadline;
import io.kinora.search.Hit;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the search pipeline; deployed on virtual threads, so that a request is one method that waits
 * where it has to.
 */
final class SearchVerticle extends VerticleBase {

  private final SearchPipeline pipeline;
  private final AtomicInteger inWork = new AtomicInteger();

  SearchVerticle(SearchPipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** Callable from any thread; the future completes on this verticle's. */
  Future<SearchResponse> search(SearchRequest request, Deadline deadline) {
    return run(() -> pipeline.answer(request, deadline));
  }

  /** What videos show; as {@link #search}. */
  Future<List<Hit>> hits(List<String> ids, Deadline deadline) {
    return run(() -> pipeline.hits(ids, deadline));
  }

  private <T> Future<T> run(Callable<T> work) {
    Promise<T> promise = Promise.promise();
    inWork.incrementAndGet();
    Context own = context;
    own.runOnContext(
        go -> {
          try {
            promise.complete(work.call());
          } catch (Throwable failure) {
            promise.fail(failure);
          } finally {
            inWork.decrementAndGet();
          }
        });
    return promise.future();
  }

  /** Searches given to it and not answered yet. */
  int inWork() {
    return inWork.get();
  }
}
