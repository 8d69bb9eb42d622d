package io.kinora.verticles.http;

import io.kinora.catalog.CountWindow;
import io.kinora.catalog.Counters;
import io.kinora.catalog.TrendingVideo;
import io.kinora.cluster.counters.OnlineFigures;
import io.kinora.search.Hit;
import io.kinora.verticles.OnlineMetrics;
import io.kinora.verticles.Popularity;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Three videos that are trending, one of which is gone. */
final class PopularThings {

  private static final OnlineFigures FIGURES =
      new OnlineFigures(100, 3, 7, 50, 10, 8, 240_000, 20, 5, 0.2, 0.75, 0.6, 4, 0.5, 2_500, 4_000);

  private static final List<TrendingVideo> LIST =
      List.of(
          new TrendingVideo("kite", 1, 3, 8.5),
          new TrendingVideo("gone", 2, null, 4),
          new TrendingVideo("boat", 3, null, 2.25));

  private static final OnlineMetrics METRICS =
      new OnlineMetrics() {
        @Override
        public OnlineFigures in(CountWindow window) {
          return FIGURES;
        }

        @Override
        public OnlineFigures.Series series(CountWindow window) {
          return new OnlineFigures.Series(
              300_000, List.of(new OnlineFigures.Point(Instant.EPOCH, FIGURES)));
        }

        @Override
        public Instant asOf() {
          return Instant.EPOCH;
        }

        @Override
        public Counting counting() {
          return new Counting("running", 12, "");
        }
      };

  static final Popularity POPULARITY =
      new Popularity(
          Counters.NONE,
          (window, limit) -> LIST.subList(0, Math.min(limit, LIST.size())),
          ids ->
              Future.succeededFuture(
                  ids.stream().filter(id -> !id.equals("gone")).map(PopularThings::hit).toList()),
          METRICS);

  private PopularThings() {}

  private static Hit hit(String id) {
    return new Hit(
        id,
        "Title of " + id,
        "",
        null,
        List.of(),
        null,
        null,
        null,
        null,
        5,
        1,
        null,
        null,
        false,
        Map.of(),
        null,
        List.of(),
        0,
        null,
        List.of(),
        List.of());
  }
}
