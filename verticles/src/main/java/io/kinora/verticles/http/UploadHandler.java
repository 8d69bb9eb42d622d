package io.kinora.verticles.http;

import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.VideoCatalogue;
import io.kinora.catalog.VideoWrite;
import io.kinora.catalog.WriteResult;
import io.kinora.indexing.objects.ObjectStore;
import io.kinora.indexing.objects.UploadKeys;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import io.kinora.verticles.http.problem.Problems;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code POST /v1/videos/{id}/media}: body -> file beside the object store -> object -> catalogue.
 * The object is there before the catalogue names it; if it never does, which nobody may know just
 * then, the object is removed in time.
 *
 * @param storing threads of their own: making a large file durable takes as long as the disk does
 */
record UploadHandler(
    Vertx vertx,
    VideoCatalogue catalogue,
    ObjectStore objects,
    Path folder,
    Writes writes,
    WorkerExecutor storing,
    HttpConfig.Limits limits)
    implements OperationHandler {

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
    String key = UploadKeys.newMedia(id);
    VideoWrite write =
        new VideoWrite.AttachMedia(id, new MediaFile(key, bytes, null), exchange.ifVersion());
    return catalogue
        .expect(key)
        .compose(expected -> store(key, file))
        .compose(stored -> writes.write(List.of(write)))
        .compose(results -> named(results.getFirst(), key));
  }

  private Future<WriteResult.Written> named(WriteResult result, String key) {
    try {
      return Future.succeededFuture(Problems.written(result));
    } catch (ProblemException refused) {
      return takeBack(key).transform(done -> Future.failedFuture(refused));
    }
  }

  private Future<?> takeBack(String key) {
    return storing.executeBlocking(
        () -> {
          objects.delete(key);
          return key;
        },
        false);
  }

  private Future<?> store(String key, Path file) {
    return storing.executeBlocking(
        () -> {
          objects.adopt(key, file);
          return key;
        },
        false);
  }
}
