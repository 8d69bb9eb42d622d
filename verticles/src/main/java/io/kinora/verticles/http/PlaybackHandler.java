package io.kinora.verticles.http;

import io.kinora.catalog.MediaFile;
import io.kinora.catalog.VideoCatalogue;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import io.kinora.verticles.http.problem.Problems;
import io.vertx.core.Future;

/** {@code GET /v1/videos/{id}/media}. */
record PlaybackHandler(VideoCatalogue catalogue, FileAnswer files) implements OperationHandler {

  @Override
  public Future<?> handle(Exchange exchange) {
    String id = exchange.parameter("id");
    return catalogue
        .find(id)
        .map(found -> found.orElseThrow(() -> Problems.noVideo(id).exception()))
        .compose(
            video -> {
              MediaFile media = video.derived().media();
              if (media == null) {
                throw noFile(id);
              }
              return files.find(exchange, media.key());
            })
        .compose(
            found -> {
              // One address, another file after the next upload: ask each time, by ETag.
              exchange.response().putHeader("Cache-Control", "no-cache");
              return files.send(exchange, found.orElseThrow(() -> noFile(id)));
            });
  }

  private static ProblemException noFile(String id) {
    return Problem.of(ProblemType.NOT_FOUND, "id", "video " + id + " has no file").exception();
  }
}
