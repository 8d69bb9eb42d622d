package io.kinora.verticles.http;

import io.kinora.search.SearchRequest;
import io.kinora.search.filter.Filter;
import io.kinora.verticles.SearchService;
import io.kinora.verticles.http.json.SearchRequestJson;
import io.kinora.verticles.http.json.SearchResponseJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** {@code GET} and {@code POST /v1/search}. */
final class SearchHandler {

  /** A search keeps its own deadline; this is for one that does not. */
  private static final long GRACE_MS = 2_000;

  private final SearchService search;
  private final SearchRequestJson requests;
  private final int mostBytes;

  SearchHandler(SearchService search, Function<String, Filter> filters, int mostBytes) {
    this.search = search;
    this.requests = new SearchRequestJson(filters);
    this.mostBytes = mostBytes;
  }

  Future<?> byQuery(Exchange exchange) {
    search.requireRoom();
    return answer(exchange, requests.read(exchange.parameters()));
  }

  Future<?> byBody(Exchange exchange) {
    search.requireRoom();
    return exchange.json(mostBytes).compose(body -> answer(exchange, requests.read(body)));
  }

  /** Searches and answers. */
  Future<Void> answer(Exchange exchange, SearchRequest request) {
    Promise<Void> left = Promise.promise();
    exchange.context().addEndHandler(answeredOrGone -> left.tryComplete());
    return search
        .search(request, left.future())
        .timeout(request.deadlineMs() + GRACE_MS, TimeUnit.MILLISECONDS)
        .compose(
            response ->
                exchange.answerJson(200, SearchResponseJson.write(response, request.fields())));
  }
}
