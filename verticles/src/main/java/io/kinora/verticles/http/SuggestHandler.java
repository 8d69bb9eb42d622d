package io.kinora.verticles.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.search.filter.Filter;
import io.kinora.search.suggest.SuggestQuery;
import io.kinora.search.suggest.SuggestResponse;
import io.kinora.verticles.SuggestService;
import io.kinora.verticles.http.json.SuggestResponseJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Function;

/** {@code GET /v1/suggest}. */
final class SuggestHandler implements OperationHandler {

  private static final int DEFAULT_LIMIT = 10;

  /** Suggestions keep their own deadline; this is for those that do not. */
  private static final long GRACE_MS = 2_000;

  /** Who types on and goes back a letter asks the same again. */
  private static final String KEPT_SHORTLY = "private, max-age=5";

  private final SuggestService suggest;
  private final Function<String, Filter> filters;

  SuggestHandler(SuggestService suggest, Function<String, Filter> filters) {
    this.suggest = suggest;
    this.filters = filters;
  }

  @Override
  public Future<?> handle(Exchange exchange) {
    suggest.requireRoom();
    Promise<Void> left = Promise.promise();
    exchange.context().addEndHandler(answeredOrGone -> left.tryComplete());
    return exchange
        .within(GRACE_MS, suggest.suggest(read(exchange.parameters()), left.future()))
        .compose(response -> answer(exchange, response));
  }

  private SuggestQuery read(JsonNode parameters) {
    JsonNode filter = parameters.get("filter");
    JsonNode lang = parameters.get("lang");
    return new SuggestQuery(
        parameters.path("q").asText(""),
        parameters.path("limit").asInt(DEFAULT_LIMIT),
        filter == null ? Filter.ALL : filters.apply(filter.textValue()),
        lang == null ? null : lang.textValue());
  }

  private static Future<Void> answer(Exchange exchange, SuggestResponse response) {
    boolean whole = response.missing().isEmpty();
    exchange.response().putHeader("Cache-Control", whole ? KEPT_SHORTLY : "no-store");
    return exchange.answer(200, ContentTypes.JSON, SuggestResponseJson.write(response));
  }
}
