package io.kinora.verticles.http.json;

import io.kinora.catalog.CountWindow;
import io.kinora.catalog.TrendingVideo;
import io.kinora.search.Hit;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;

/** What is trending, as it is sent. */
public final class TrendingJson {

  private TrendingJson() {}

  /**
   * A hit and its place.
   *
   * @param hit whose score is the video's score
   */
  public record Placed(TrendingVideo video, Hit hit) {}

  /**
   * @param asOf how fresh the counts are
   */
  public static Buffer write(CountWindow window, Instant asOf, List<Placed> placed) {
    return JsonText.object(
        json -> {
          json.writeStringField("window", window.word());
          json.writeStringField("as_of", asOf.toString());
          json.writeArrayFieldStart("hits");
          for (Placed each : placed) {
            json.writeStartObject();
            json.writeNumberField("rank", each.video().rank());
            Integer before = each.video().previousRank();
            if (before != null) {
              json.writeNumberField("previous_rank", before);
            }
            SearchResponseJson.hit(json, each.hit());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
