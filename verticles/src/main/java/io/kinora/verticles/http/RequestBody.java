package io.kinora.verticles.http;

import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Takes request bodies in, never more of one than is allowed. */
final class RequestBody {

  private static final long DISCARDED_AT_MOST = 16 << 20;
  private static final long DISCARD_MILLIS = TimeUnit.SECONDS.toMillis(5);
  private static final int FIRST_SIZE = 1 << 10;

  private RequestBody() {}

  /**
   * The whole body, if it is small enough and comes in time: a client that sends a byte now and
   * then would otherwise keep its place among the requests in work.
   *
   * @return fails with {@link ProblemType#TOO_LARGE} or {@link ProblemType#TOO_SLOW} as soon as
   *     that is clear
   */
  static Future<Buffer> read(
      Vertx vertx, HttpServerRequest request, int mostBytes, Duration patience) {
    refuseDeclared(request, mostBytes);
    askForIt(request);
    Promise<Buffer> whole = Promise.promise();
    long timer = vertx.setTimer(patience.toMillis(), late -> whole.tryFail(tooSlow(patience)));
    Buffer body = Buffer.buffer(FIRST_SIZE);
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > mostBytes) {
            whole.tryFail(tooLarge(mostBytes));
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.exceptionHandler(gone -> whole.tryFail(brokenOff()));
    request.endHandler(end -> whole.tryComplete(body));
    request.resume();
    return whole.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  /** Refuses a body that says itself that it is too large. */
  static void refuseDeclared(HttpServerRequest request, long mostBytes) {
    String declared = request.getHeader("Content-Length");
    if (declared != null && Long.parseLong(declared) > mostBytes) {
      throw tooLarge(mostBytes);
    }
  }

  /** Tells a client that waits for it (RFC 9110, Expect) to go on. */
  static void askForIt(HttpServerRequest request) {
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
  }

  static ProblemException tooLarge(long mostBytes) {
    return Problem.of(
            ProblemType.TOO_LARGE, "the body is too large; allowed: up to " + mostBytes + " bytes")
        .exception();
  }

  private static ProblemException tooSlow(Duration patience) {
    return Problem.of(
            ProblemType.TOO_SLOW,
            "the body was not whole after " + patience.toMillis() + " ms; send it faster")
        .exception();
  }

  /** What became of a body whose sender went away; nobody is left to be told. */
  static ProblemException brokenOff() {
    return Problem.of(ProblemType.MALFORMED, "the body stopped half-way").exception();
  }

  /**
   * Reads on for a moment past an answer that came before the body's end: a connection closed on
   * unread data would take the answer with it.
   */
  static void discardRest(Vertx vertx, HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    long[] left = {DISCARDED_AT_MOST};
    long timer = vertx.setTimer(DISCARD_MILLIS, late -> request.connection().close());
    request.handler(
        chunk -> {
          left[0] -= chunk.length();
          if (left[0] < 0) {
            request.connection().close();
          }
        });
    request.exceptionHandler(gone -> vertx.cancelTimer(timer));
    request.endHandler(end -> vertx.cancelTimer(timer));
    request.resume();
  }
}
