package io.kinora.verticles.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.catalog.CountWindow;
import io.kinora.catalog.Counters;
import io.kinora.catalog.Trending;
import io.kinora.catalog.TrendingVideo;
import io.kinora.search.Hit;
import io.kinora.verticles.HitService;
import io.kinora.verticles.http.json.TrendingJson;
import io.kinora.verticles.http.json.TrendingJson.Placed;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /v1/trending}. */
final class TrendingHandler implements OperationHandler {

  private static final int DEFAULT_LIMIT = 20;
  private static final long PATIENCE_MS = 3_000;

  /** The list is worked out once a second. */
  private static final String KEPT_SHORTLY = "public, max-age=1";

  private final Trending trending;
  private final Counters counters;
  private final HitService hits;

  TrendingHandler(Trending trending, Counters counters, HitService hits) {
    this.trending = trending;
    this.counters = counters;
    this.hits = hits;
  }

  @Override
  public Future<?> handle(Exchange exchange) {
    JsonNode asked = exchange.parameters();
    CountWindow window =
        CountWindow.of("window", asked.path("window").asText(CountWindow.DAY.word()));
    List<TrendingVideo> list = trending.now(window, asked.path("limit").asInt(DEFAULT_LIMIT));
    List<String> ids = list.stream().map(TrendingVideo::id).toList();
    Future<List<Hit>> found = ids.isEmpty() ? Future.succeededFuture(List.of()) : hits.hits(ids);
    return exchange
        .within(PATIENCE_MS, found)
        .compose(
            shown -> {
              exchange.response().putHeader("Cache-Control", KEPT_SHORTLY);
              return exchange.answer(
                  200,
                  ContentTypes.JSON,
                  TrendingJson.write(window, counters.asOf(), placed(list, shown)));
            });
  }

  private static List<Placed> placed(List<TrendingVideo> list, List<Hit> shown) {
    Map<String, Hit> byId = new HashMap<>();
    shown.forEach(hit -> byId.put(hit.id(), hit));
    List<Placed> placed = new ArrayList<>();
    for (TrendingVideo video : list) {
      Hit hit = byId.get(video.id());
      if (hit != null) {
        placed.add(new Placed(video, hit.withScore(video.score())));
      }
    }
    return placed;
  }
}
