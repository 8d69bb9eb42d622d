package io.kinora.verticles;

import io.kinora.search.suggest.SuggestQuery;
import io.kinora.search.suggest.SuggestResponse;
import io.vertx.core.Future;

/** Completes what is typed. Callable from any thread; completes on the caller's context. */
public interface SuggestService {

  /**
   * To be asked before a request is read and checked.
   *
   * @throws OverloadedException if there would be no room now
   */
  void requireRoom();

  /**
   * @param left completes when the client has gone
   * @return the answer; fails with {@link OverloadedException} when there is no room, with {@link
   *     java.util.concurrent.TimeoutException} when nothing at all could be answered in time
   */
  Future<SuggestResponse> suggest(SuggestQuery query, Future<?> left);
}
