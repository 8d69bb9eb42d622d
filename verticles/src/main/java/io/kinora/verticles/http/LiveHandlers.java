package io.kinora.verticles.http;

import io.kinora.verticles.NotConfiguredException;
import io.kinora.verticles.http.auth.Authenticator;
import io.kinora.verticles.http.auth.Login;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import io.kinora.verticles.live.Client;
import io.kinora.verticles.live.LiveLoop;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where live connections begin: {@code GET /v1/live} and {@code GET /v1/live/events}. A browser
 * opens them with the cookies and the network of whoever looks at a page, so pages of other origins
 * are refused here and not by the browser.
 */
final class LiveHandlers {

  private static final String SCHEME = "bearer ";
  private static final String SUBPROTOCOL = "kinora.bearer.";
  private static final String VERSION = "13";

  private final @Nullable LiveLoop live;
  private final Authenticator authenticator;
  private final Connections connections;
  private final Gate gate;
  private final List<String> origins;

  /**
   * @param live null where there is no live feed
   * @param origins whose pages may connect beside this server's own; {@code *} for all
   */
  LiveHandlers(
      @Nullable LiveLoop live,
      Authenticator authenticator,
      Connections connections,
      Gate gate,
      List<String> origins) {
    this.live = live;
    this.authenticator = authenticator;
    this.connections = connections;
    this.gate = gate;
    this.origins = origins;
  }

  /** {@code GET /v1/live}. */
  Future<?> socket(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    requireUpgrade(request);
    requireOrigin(request);
    LiveLoop loop = loop();
    Client client = Client.of(request, login(request));
    gate.charge(client.name());
    loop.admit(client);
    return request
        .toWebSocket()
        .onSuccess(socket -> connections.forget(request.connection()))
        .onSuccess(socket -> loop.open(socket, client))
        .onFailure(failed -> loop.turnedAway(client));
  }

  /** {@code GET /v1/live/events}. */
  Future<?> events(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    LiveLoop loop = loop();
    requireOrigin(request);
    Client client = Client.of(request, login(request));
    loop.check(exchange.parameters(), client);
    HttpServerResponse response = exchange.response();
    boolean nothing = request.method().equals(HttpMethod.HEAD);
    if (!nothing) {
      loop.admit(client);
    }
    response
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    if (nothing) {
      return response.end();
    }
    response.setChunked(true);
    Runnable ended = loop.open(response, client, exchange.parameters());
    exchange.context().addEndHandler(done -> ended.run());
    return Future.succeededFuture();
  }

  private LiveLoop loop() {
    if (live == null) {
      throw new NotConfiguredException("this node has no live feed");
    }
    return live;
  }

  private static void requireUpgrade(HttpServerRequest request) {
    boolean upgrade =
        "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
            && request.method().equals(HttpMethod.GET);
    if (!upgrade) {
      throw Problem.of(
              ProblemType.UPGRADE_REQUIRED,
              "Upgrade",
              "this address takes WebSockets only: Upgrade: websocket; /v1/live/events needs none")
          .withHeader("Upgrade", "websocket")
          .withHeader("Connection", "Upgrade")
          .exception();
    }
    if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))
        || request.getHeader("Sec-WebSocket-Key") == null) {
      throw Problem.of(
              ProblemType.MALFORMED,
              "Sec-WebSocket-Version",
              "the handshake is not that of RFC 6455; allowed: version 13, with a key")
          .withHeader("Sec-WebSocket-Version", VERSION)
          .exception();
    }
  }

  private void requireOrigin(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    boolean fine =
        origin == null
            || origins.contains("*")
            || origins.stream().anyMatch(origin::equalsIgnoreCase)
            || ApiRouter.isOwnPage(request);
    if (!fine) {
      throw Problem.of(ProblemType.FORBIDDEN, "Origin", "pages of this origin may not connect")
          .exception();
    }
  }

  /** Whom the handshake says it is of; null for nobody. */
  private @Nullable Login login(HttpServerRequest request) {
    String token = token(request);
    if (token == null) {
      return null;
    }
    Optional<Login> login = authenticator.login(token);
    return login.orElseThrow(
        () ->
            Problem.of(
                    ProblemType.UNAUTHENTICATED,
                    "Authorization",
                    "the token is not valid: expired, or not signed for this server by a trusted key")
                .withHeader("WWW-Authenticate", "Bearer realm=\"kinora\", error=\"invalid_token\"")
                .exception());
  }

  private static @Nullable String token(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    if (header != null) {
      boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
      return bearer ? header.substring(SCHEME.length()).strip() : "";
    }
    String offered = request.getHeader("Sec-WebSocket-Protocol");
    if (offered == null) {
      return null;
    }
    for (String protocol : offered.split(",", -1)) {
      if (protocol.strip().startsWith(SUBPROTOCOL)) {
        return protocol.strip().substring(SUBPROTOCOL.length());
      }
    }
    return null;
  }
}
