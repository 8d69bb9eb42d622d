package io.kinora.verticles.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.verticles.FeedService;
import io.kinora.verticles.FeedService.Item;
import io.kinora.verticles.FeedService.Page;
import io.kinora.verticles.http.json.JsonText;
import io.kinora.verticles.http.json.SearchResponseJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/feed}: the home feed of the viewer who asks. */
final class FeedHandler implements OperationHandler {

  private static final int DEFAULT_PAGE = 20;

  /** A feed keeps its own deadline; this is for one that does not. */
  private static final long PATIENCE_MS = 5_000;

  private final FeedService feeds;

  FeedHandler(FeedService feeds) {
    this.feeds = feeds;
  }

  @Override
  public Future<?> handle(Exchange exchange) {
    int limit = exchange.parameters().path("limit").asInt(DEFAULT_PAGE);
    JsonNode asked = exchange.parameters().path("cursor");
    @Nullable String cursor = asked.isTextual() ? asked.textValue() : null;
    Promise<Void> left = Promise.promise();
    exchange.context().addEndHandler(answeredOrGone -> left.tryComplete());
    return exchange
        .within(PATIENCE_MS, feeds.feed(Senders.of(exchange), limit, cursor, left.future()))
        .compose(page -> exchange.answerJson(200, write(page)));
  }

  private static Buffer write(Page page) {
    return JsonText.object(
        json -> {
          json.writeArrayFieldStart("hits");
          for (Item item : page.items()) {
            json.writeStartObject();
            SearchResponseJson.hit(json, item.hit(), Set.of());
            json.writeStringField("reason", item.reason().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeStringField("next_cursor", page.nextCursor());
          JsonText.writeMillis(json, "took_ms", page.tookMs());
          SearchResponseJson.stages(json, page.stages());
          if (page.missing().isEmpty()) {
            json.writeBooleanField("partial", false);
          } else {
            json.writeArrayFieldStart("partial");
            for (String lacking : page.missing()) {
              json.writeString(lacking);
            }
            json.writeEndArray();
          }
        });
  }
}
