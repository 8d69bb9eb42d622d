package io.kinora.verticles.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Streams a request's body into a file, no faster than the disk takes it. */
final class FileIntake {

  private final HttpServerRequest request;
  private final AsyncFile file;
  private final long mostBytes;
  private final Promise<Void> over = Promise.promise();
  private long bytes;

  /** The first, also one that is told after the last byte came. */
  private @Nullable Throwable failure;

  private FileIntake(HttpServerRequest request, AsyncFile file, long mostBytes) {
    this.request = request;
    this.file = file;
    this.mostBytes = mostBytes;
  }

  /**
   * Takes the body of a paused request.
   *
   * @return how many bytes came, once they are all in the file and it is closed; fails if they were
   *     too many, the client went away, or the disk failed; the file is closed then too
   */
  static Future<Long> take(HttpServerRequest request, AsyncFile file, long mostBytes) {
    return new FileIntake(request, file, mostBytes).run();
  }

  private Future<Long> run() {
    request.handler(this::chunk);
    request.exceptionHandler(gone -> fail(RequestBody.brokenOff()));
    request.endHandler(end -> over.tryComplete());
    file.exceptionHandler(this::fail);
    if (request.response().closed()) {
      // The client went while its video was looked up: of that nobody is told any more.
      fail(RequestBody.brokenOff());
      return closed();
    }
    RequestBody.askForIt(request);
    request.resume();
    return closed();
  }

  /** Closing waits for the writes under way, and succeeds though one of them failed. */
  private Future<Long> closed() {
    return over.future()
        .compose(done -> file.close())
        .compose(
            shut -> failure == null ? Future.succeededFuture(bytes) : Future.failedFuture(failure));
  }

  private void chunk(Buffer chunk) {
    if (over.future().isComplete()) {
      return;
    }
    bytes += chunk.length();
    if (bytes > mostBytes) {
      fail(RequestBody.tooLarge(mostBytes));
      return;
    }
    file.write(chunk).onFailure(this::fail);
    if (file.writeQueueFull()) {
      request.pause();
      file.drainHandler(drained -> request.resume());
    }
  }

  private void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
    over.tryComplete();
  }
}
