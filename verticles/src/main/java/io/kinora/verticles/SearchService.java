package io.kinora.verticles;

import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.vertx.core.Future;

/** Answers searches. Callable from any thread; the future completes on the caller's context. */
public interface SearchService {

  /**
   * To be asked before a request is read and checked: where there is no room, refusing must not
   * cost what those already let in need.
   *
   * @throws OverloadedException if a search would find no room now
   */
  void requireRoom();

  /**
   * @param left completes when the client has gone; a search that nobody waits for is stopped
   * @return the answer; fails with {@link io.kinora.catalog.InvalidValueException} for what only
   *     the pipeline can check (a stale cursor, a vector of the wrong dimension), with {@link
   *     OverloadedException} when there is no room, with {@link
   *     java.util.concurrent.TimeoutException} when nothing at all could be answered in time
   */
  Future<SearchResponse> search(SearchRequest request, Future<?> left);
}
