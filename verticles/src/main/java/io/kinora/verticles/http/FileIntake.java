package io.kinora.verticles.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerRequest;

/** Streams a request's body into a file, no faster than the disk takes it. */
final class FileIntake {

  private final HttpServerRequest request;
  private final AsyncFile file;
  private final long mostBytes;
  private final Promise<Long> arrived = Promise.promise();
  private long bytes;

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
    request.endHandler(end -> arrived.tryComplete(bytes));
    file.exceptionHandler(this::fail);
    if (request.response().closed()) {
      // The client went while its video was looked up: of that nobody is told any more.
      fail(RequestBody.brokenOff());
      return arrived.future().eventually(file::close);
    }
    RequestBody.askForIt(request);
    request.resume();
    return arrived.future().eventually(file::close);
  }

  private void chunk(Buffer chunk) {
    if (arrived.future().isComplete()) {
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
    arrived.tryFail(cause);
  }
}
