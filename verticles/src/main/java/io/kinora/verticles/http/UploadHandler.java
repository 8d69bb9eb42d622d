package io.kinora.verticles.http;

import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.VideoCatalogue;
import io.kinora.catalog.VideoWrite;
import io.kinora.catalog.WriteResult;
import io.kinora.indexing.objects.ObjectStore;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import io.kinora.verticles.http.problem.Problems;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/videos/{id}/media}: body -> file beside the object store -> object -> catalogue.
 * The object is there before the catalogue names it; whatever fails on the way is taken back.
 */
record UploadHandler(
    Vertx vertx,
    VideoCatalogue catalogue,
    ObjectStore objects,
    Path folder,
    Writes writes,
    HttpConfig.Limits limits)
    implements OperationHandler {

  private static final Logger LOG = LoggerFactory.getLogger(UploadHandler.class);

  @Override
  public Future<?> handle(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    request.pause();
    if (exchange.mediaType().startsWith("multipart/")) {
      throw Problem.of(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "Content-Type",
              "Content-Type is a form; allowed: the file itself as the body, e.g. video/mp4")
          .exception();
    }
    RequestBody.refuseDeclared(request, limits.mediaBytes());
    String id = exchange.parameter("id");
    return catalogue
        .find(id)
        .map(found -> found.orElseThrow(() -> Problems.noVideo(id).exception()))
        .compose(video -> receive(exchange))
        .compose(written -> writes.answer(exchange, written));
  }

  private Future<WriteResult.Written> receive(Exchange exchange) {
    Path file = Uploads.newFile(folder);
    return vertx
        .fileSystem()
        .open(file.toString(), new OpenOptions().setWrite(true).setCreateNew(true))
        .compose(open -> FileIntake.take(exchange.request(), open, limits.mediaBytes()))
        .compose(bytes -> attach(exchange, file, bytes))
        // Once adopted it is no longer there; in every other case it must not stay.
        .eventually(() -> vertx.fileSystem().delete(file.toString()).otherwiseEmpty());
  }

  private Future<WriteResult.Written> attach(Exchange exchange, Path file, long bytes) {
    if (bytes == 0) {
      throw new InvalidValueException("body", "empty", "the bytes of a media file");
    }
    String id = exchange.parameter("id");
    String key = "media/" + id + "/" + UUID.randomUUID();
    VideoWrite write =
        new VideoWrite.AttachMedia(id, new MediaFile(key, bytes, null), exchange.ifVersion());
    return exchange
        .work()
        .executeBlocking(
            () -> {
              objects.adopt(key, file);
              return key;
            },
            false)
        .compose(adopted -> writes.write(List.of(write)))
        .map(results -> Problems.written(results.getFirst()))
        .recover(
            failure -> takeBack(exchange, key).transform(done -> Future.failedFuture(failure)));
  }

  private Future<?> takeBack(Exchange exchange, String key) {
    return exchange
        .work()
        .executeBlocking(
            () -> {
              objects.delete(key);
              return key;
            },
            false)
        .onFailure(failure -> LOG.warn("Object {} stays behind", key, failure));
  }
}
