package io.kinora.verticles.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kinora.catalog.CountWindow;
import io.kinora.cluster.counters.OnlineFigures;
import io.kinora.verticles.OnlineMetrics;
import io.kinora.verticles.http.json.JsonText;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** {@code GET /v1/admin/metrics}. */
final class OnlineMetricsHandler implements OperationHandler {

  private final OnlineMetrics metrics;
  private final Clock clock = Clock.systemUTC();

  OnlineMetricsHandler(OnlineMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public Future<?> handle(Exchange exchange) {
    CountWindow window =
        CountWindow.of(
            "window", exchange.parameters().path("window").asText(CountWindow.DAY.word()));
    return exchange.answerJson(200, JsonText.object(json -> members(json, window)));
  }

  private void members(JsonGenerator json, CountWindow window) throws IOException {
    json.writeStringField("as_of", metrics.asOf().toString());
    json.writeNumberField(
        "age_ms", Math.max(0, Duration.between(metrics.asOf(), clock.instant()).toMillis()));
    OnlineMetrics.Counting counting = metrics.counting();
    json.writeStringField("job", counting.job());
    json.writeNumberField("things", counting.things());
    json.writeStringField("trouble", counting.trouble());
    json.writeObjectFieldStart("windows");
    for (CountWindow each : CountWindow.values()) {
      json.writeObjectFieldStart(each.word());
      OnlineFigures figures = metrics.in(each);
      json.writeNumberField("viewers", figures.viewers());
      figures(json, figures);
      json.writeEndObject();
    }
    json.writeEndObject();
    OnlineFigures.Series series = metrics.series(window);
    json.writeObjectFieldStart("series");
    json.writeStringField("window", window.word());
    json.writeNumberField("step_s", series.stepMs() / 1000);
    json.writeArrayFieldStart("points");
    for (OnlineFigures.Point point : series.points()) {
      json.writeStartObject();
      json.writeStringField("from", point.from().toString());
      figures(json, point.figures());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void figures(JsonGenerator json, OnlineFigures of) throws IOException {
    json.writeNumberField("events", of.events());
    json.writeNumberField("repeats", of.repeats());
    json.writeNumberField("impressions", of.impressions());
    json.writeNumberField("clicks", of.clicks());
    json.writeNumberField("views", of.views());
    json.writeNumberField("watch_ms", of.watchMs());
    json.writeNumberField("searches", of.searches());
    json.writeNumberField("sessions", of.sessions());
    json.writeNumberField("ctr", of.ctr());
    json.writeNumberField("completion_rate", of.completionRate());
    json.writeNumberField("success_rate", of.successRate());
    json.writeNumberField("queries_per_session", of.queriesPerSession());
    json.writeNumberField("clicked_search_rate", of.clickedSearchRate());
    json.writeNumberField("first_click_ms", of.firstClickMs());
    json.writeNumberField("first_click_median_ms", of.firstClickMedianMs());
  }
}
