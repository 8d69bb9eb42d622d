package io.kinora.verticles.http;

import io.kinora.verticles.OverloadedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The connections of one event loop.
 *
 * <ul>
 *   <li>Those whose first request does not come are closed. The idle timeout is for silent ones; a
 *       client that sends a header a byte at a time is never silent, and would keep its connection
 *       for good.
 *   <li>Those beyond what the node may have at once get no more than a refusal, or an answer that
 *       needs no place, as health does.
 *   <li>Before a server stops, those in use are told to close with their next answer (RFC 9112,
 *       9.6), so that no client sends a request into a connection that is just being closed.
 * </ul>
 */
final class Connections {

  /** With no request for so long, those that are open are not in use. */
  private static final long UNUSED_MS = 250;

  private static final long LOOK_EVERY_MS = 50;

  /** How long one that is too many may take to ask, and to read that it is refused. */
  private static final long SURPLUS_MS = 2_000;

  private static final int RETRY_AFTER_S = 5;

  private final Vertx vertx;
  private final Duration patience;
  private final Gate gate;
  private final Map<HttpConnection, Long> waiting = new IdentityHashMap<>();

  /** Each with whether it is one of those that may be. */
  private final Map<HttpConnection, Boolean> open = new IdentityHashMap<>();

  private boolean leaving;
  private long lastRequest = System.nanoTime() - UNUSED_MS * 1_000_000;

  /**
   * @param patience from the opening of a connection to the end of its first request's headers
   */
  Connections(Vertx vertx, Duration patience, Gate gate) {
    this.vertx = vertx;
    this.patience = patience;
    this.gate = gate;
  }

  void opened(HttpConnection connection) {
    boolean room = gate.connected();
    open.put(connection, room);
    long most = room ? patience.toMillis() : Math.min(patience.toMillis(), SURPLUS_MS);
    waiting.put(connection, vertx.setTimer(most, late -> connection.close()));
    connection.closeHandler(closed -> forget(connection));
  }

  /** It has closed, or is a WebSocket from now on: those have a bound of their own. */
  void forget(HttpConnection connection) {
    if (Boolean.TRUE.equals(open.remove(connection))) {
      gate.disconnected();
    }
    stopWaiting(connection);
  }

  void came(HttpServerRequest request) {
    if (isSurplus(request.connection())) {
      request.response().putHeader("Connection", "close");
      return;
    }
    stopWaiting(request.connection());
    lastRequest = System.nanoTime();
    if (leaving) {
      request.response().putHeader("Connection", "close");
    }
  }

  /**
   * @throws OverloadedException if the connection is one too many
   */
  void requireRoom(HttpConnection connection) {
    if (isSurplus(connection)) {
      throw new OverloadedException("too many connections", RETRY_AFTER_S);
    }
  }

  private boolean isSurplus(HttpConnection connection) {
    return !open.getOrDefault(connection, true);
  }

  /**
   * Tells clients to go with their next answers.
   *
   * @param longest to wait for those that go on asking
   * @return done when nobody has asked for a moment
   */
  Future<Void> sendAway(Duration longest) {
    leaving = true;
    long until = System.nanoTime() + longest.toNanos();
    Promise<Void> unused = Promise.promise();
    look(until, unused);
    return unused.future();
  }

  private void look(long until, Promise<Void> unused) {
    long now = System.nanoTime();
    if (now - until >= 0 || now - lastRequest >= UNUSED_MS * 1_000_000) {
      unused.complete();
    } else {
      vertx.setTimer(LOOK_EVERY_MS, again -> look(until, unused));
    }
  }

  private void stopWaiting(HttpConnection connection) {
    Long timer = waiting.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
