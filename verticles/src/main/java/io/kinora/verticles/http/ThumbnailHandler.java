package io.kinora.verticles.http;

import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import io.vertx.core.Future;

/**
 * {@code GET /v1/thumbnails/{key}}: pictures of the object store, and nothing else that is in it.
 *
 * @param open whether they are for everybody, so that caches between may share them
 */
record ThumbnailHandler(FileAnswer files, boolean open) implements OperationHandler {

  @Override
  public Future<?> handle(Exchange exchange) {
    String key = exchange.parameter("key");
    return files
        .find(exchange, key)
        .compose(
            found -> {
              FileAnswer.Found picture =
                  found
                      .filter(file -> file.contentType().startsWith("image/"))
                      .orElseThrow(() -> noPicture(key));
              exchange
                  .response()
                  .putHeader(
                      "Cache-Control",
                      (open ? "public" : "private") + ", max-age=31536000, immutable");
              return files.send(exchange, picture);
            });
  }

  private static ProblemException noPicture(String key) {
    return Problem.of(ProblemType.NOT_FOUND, "key", "there is no picture " + key).exception();
  }
}
