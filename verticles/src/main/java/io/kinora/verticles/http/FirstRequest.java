package io.kinora.verticles.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Closes connections whose first request does not come. The idle timeout is for silent ones; a
 * client that sends a header a byte at a time is never silent, and would keep its connection for
 * good. Lives on one event loop.
 */
final class FirstRequest {

  private final Vertx vertx;
  private final Duration patience;
  private final Map<HttpConnection, Long> timers = new IdentityHashMap<>();

  /**
   * @param patience from the opening of a connection to the end of its first request's headers
   */
  FirstRequest(Vertx vertx, Duration patience) {
    this.vertx = vertx;
    this.patience = patience;
  }

  void awaitOn(HttpConnection connection) {
    timers.put(connection, vertx.setTimer(patience.toMillis(), late -> connection.close()));
    connection.closeHandler(closed -> stopWaiting(connection));
  }

  void came(HttpServerRequest request) {
    stopWaiting(request.connection());
  }

  private void stopWaiting(HttpConnection connection) {
    Long timer = timers.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
