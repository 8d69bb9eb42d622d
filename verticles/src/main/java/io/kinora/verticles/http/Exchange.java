package io.kinora.verticles.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinora.verticles.http.auth.Caller;
import io.kinora.verticles.http.openapi.Operation;
import io.kinora.verticles.http.openapi.Shape;
import io.kinora.verticles.http.openapi.StrictJson;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A request to an operation, admitted and with its parameters checked, and the answer to it.
 *
 * @param work where to do what would hold up an event loop
 * @param place to be given back early by who has only to send what is there already
 */
record Exchange(
    RoutingContext context,
    Operation operation,
    Caller caller,
    ObjectNode parameters,
    String requestId,
    WorkerExecutor work,
    Gate.Place place) {

  /** Larger bodies are parsed and checked off the event loop. */
  private static final int PARSED_IN_PLACE = 32 << 10;

  /** For a body of 1 MB at most: enough on any line that is one. */
  private static final Duration BODY_PATIENCE = Duration.ofMinutes(1);

  HttpServerRequest request() {
    return context.request();
  }

  HttpServerResponse response() {
    return context.response();
  }

  /** A text parameter that is required. */
  String parameter(String name) {
    return parameters.get(name).textValue();
  }

  /** The version that {@code If-Match} names, or null for any. */
  @Nullable Long ifVersion() {
    JsonNode tag = parameters.get("If-Match");
    return tag == null ? null : Long.valueOf(tag.textValue().replace("\"", ""));
  }

  boolean waitsUntilSearchable() {
    return parameters.has("wait");
  }

  /**
   * Reads the JSON body and checks it against the document.
   *
   * @param mostBytes larger ones are refused
   */
  Future<JsonNode> json(int mostBytes) {
    Shape shape = bodyShape();
    return RequestBody.read(context.vertx(), request(), mostBytes, BODY_PATIENCE)
        .compose(
            body ->
                body.length() <= PARSED_IN_PLACE
                    ? Future.succeededFuture(shape.check(StrictJson.parse(body.getBytes())))
                    : work.executeBlocking(
                        () -> shape.check(StrictJson.parse(body.getBytes())), false));
  }

  /** The shape that goes with the request's content type. */
  private Shape bodyShape() {
    Shape shape = operation.bodies().get(mediaType());
    if (shape == null) {
      throw unsupportedMediaType();
    }
    return shape;
  }

  /** Refuses a content type that the document does not name. */
  void requireMediaType() {
    if (!operation.bodies().containsKey(mediaType())) {
      throw unsupportedMediaType();
    }
  }

  String mediaType() {
    String header = request().getHeader("Content-Type");
    return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private RuntimeException unsupportedMediaType() {
    String sent = mediaType().isEmpty() ? "missing" : mediaType();
    return Problem.of(
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            "Content-Type",
            "Content-Type is "
                + sent.substring(0, Math.min(sent.length(), 100))
                + "; allowed: "
                + String.join(", ", operation.bodies().keySet().stream().sorted().toList()))
        .exception();
  }

  /**
   * What comes in time, else a {@link TimeoutException}. Timed by the connection's event loop; a
   * future that belongs to none would wake a thread of its own for it, at each request.
   */
  <T> Future<T> within(long ms, Future<T> work) {
    if (work.isComplete()) {
      return work;
    }
    Promise<T> inTime = Promise.promise();
    long timer =
        context
            .vertx()
            .setTimer(
                ms, late -> inTime.tryFail(new TimeoutException("no answer in " + ms + " ms")));
    work.onComplete(
        done -> {
          context.vertx().cancelTimer(timer);
          if (done.succeeded()) {
            inTime.tryComplete(done.result());
          } else {
            inTime.tryFail(done.cause());
          }
        });
    return inTime.future();
  }

  Future<Void> answer(int status, String contentType, Buffer body) {
    response().setStatusCode(status).putHeader("Content-Type", contentType);
    return sent(response().end(body));
  }

  Future<Void> answer(int status) {
    return sent(response().setStatusCode(status).end());
  }

  Future<Void> answerJson(int status, Buffer body) {
    response().putHeader("Cache-Control", "no-store");
    return answer(status, ContentTypes.JSON, body);
  }

  /** That a client went away before it had its answer is no failure of ours. */
  private static Future<Void> sent(Future<Void> end) {
    return end.otherwiseEmpty();
  }
}
