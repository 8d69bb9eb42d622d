package io.kinora.verticles.http;

import io.kinora.verticles.http.json.VideoJson;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code GET /v1/videos/{id}}. */
record GetVideoHandler(VideoReader reader) implements OperationHandler {

  @Override
  public Future<?> handle(Exchange exchange) {
    Set<String> include = new HashSet<>();
    exchange.parameters().path("include").forEach(word -> include.add(word.textValue()));
    return reader
        .read(exchange.parameter("id"))
        .compose(
            found ->
                reader
                    .duplicates(found.video())
                    .compose(duplicates -> answer(exchange, found, duplicates, include)));
  }

  private static Future<Void> answer(
      Exchange exchange, VideoReader.Progress found, List<String> duplicates, Set<String> include) {
    exchange.response().putHeader("ETag", "\"" + found.video().version() + "\"");
    return exchange.answerJson(
        200,
        VideoJson.write(
            found.video(), found.status(), found.visibleVersion(), duplicates, include));
  }
}
