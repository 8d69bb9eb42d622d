package io.kinora.verticles.http;

import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoWrite;
import io.kinora.verticles.http.json.VideoPatchJson;
import io.vertx.core.Future;

/** {@code PATCH /v1/videos/{id}}. */
record PatchVideoHandler(Writes writes, int mostBytes) implements OperationHandler {

  private static final VideoMetadata ANY = VideoMetadata.titled("any");

  @Override
  public Future<?> handle(Exchange exchange) {
    return exchange
        .json(mostBytes)
        .compose(
            patch -> {
              // No rule spans two fields, so what is wrong with a patch shows without the video.
              VideoPatchJson.apply(patch, ANY);
              return writes.answer(
                  exchange,
                  new VideoWrite.Patch(
                      exchange.parameter("id"),
                      current -> VideoPatchJson.apply(patch, current),
                      exchange.ifVersion()));
            });
  }
}
