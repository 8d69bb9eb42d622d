package io.kinora.verticles.http;

import io.kinora.search.SearchRequest;
import io.kinora.search.filter.Filter;
import io.kinora.verticles.SearchService;
import io.kinora.verticles.http.json.SearchRequestJson;
import io.kinora.verticles.http.json.SearchResponseJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
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
    return answer(exchange, search, requests.read(exchange.parameters()));
  }

  Future<?> byBody(Exchange exchange) {
    search.requireRoom();
    return exchange.json(mostBytes).compose(body -> answer(exchange, search, requests.read(body)));
  }

  /** Searches and answers. */
  static Future<Void> answer(Exchange exchange, SearchService search, SearchRequest request) {
    Promise<Void> left = Promise.promise();
    exchange.context().addEndHandler(answeredOrGone -> left.tryComplete());
    return exchange
        .within(request.deadlineMs() + GRACE_MS, search.search(request, left.future()))
        .compose(
            response ->
                exchange.answerJson(200, SearchResponseJson.write(response, request.fields())));
  }
}
