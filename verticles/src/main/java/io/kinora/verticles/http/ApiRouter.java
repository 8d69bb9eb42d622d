package io.kinora.verticles.http;

import io.kinora.verticles.http.auth.Caller;
import io.kinora.verticles.http.json.JsonText;
import io.kinora.verticles.http.openapi.Access;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.kinora.verticles.http.openapi.Operation;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import io.kinora.verticles.http.problem.Problems;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request: named, admitted, checked, carried out, answered. There is a route for each
 * operation of the document and none besides.
 */
final class ApiRouter {

  private static final String REQUEST_ID = "X-Request-Id";
  private static final Pattern WELL_FORMED_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** A path segment of dots only, however it is written. */
  private static final Pattern DOT_SEGMENT =
      Pattern.compile("(?i)(^|/|\\\\|%2f|%5c)(\\.|%2e){1,2}($|/|\\\\|%2f|%5c)");

  /** An escape that is none; the router would answer it in plain text. */
  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private final Vertx vertx;
  private final WorkerExecutor work;
  private final ApiDocument document;
  private final Map<String, OperationHandler> handlers;
  private final Admission admission;
  private final Connections connections;
  private final Gate gate;
  private final RequestLog log;

  ApiRouter(
      Vertx vertx,
      WorkerExecutor work,
      ApiDocument document,
      Map<String, OperationHandler> handlers,
      Admission admission,
      Connections connections,
      Gate gate,
      RequestLog log) {
    this.vertx = vertx;
    this.work = work;
    this.document = document;
    this.handlers = handlers;
    this.admission = admission;
    this.connections = connections;
    this.gate = gate;
    this.log = log;
  }

  /**
   * @param corsOrigins whose pages may call
   * @throws IllegalStateException if the document and the handlers do not name the same operations
   */
  Router build(List<String> corsOrigins) {
    Router router = Router.router(vertx);
    router.route().handler(this::open).failureHandler(this::answerFailure);
    if (!corsOrigins.isEmpty()) {
      CorsHandler cors = cors(corsOrigins);
      router
          .route()
          .handler(
              context -> {
                if (isOwnPage(context.request())) {
                  context.next();
                } else {
                  cors.handle(context);
                }
              });
    }
    Set<String> unused = new HashSet<>(handlers.keySet());
    for (Operation operation : document.operations()) {
      OperationHandler handler = handlers.get(operation.id());
      if (handler == null) {
        throw new IllegalStateException("nothing carries out " + operation.id());
      }
      unused.remove(operation.id());
      route(router, operation.method(), operation, handler);
      if (operation.method().equals(HttpMethod.GET)) {
        route(router, HttpMethod.HEAD, operation, handler);
      }
    }
    if (!unused.isEmpty()) {
      throw new IllegalStateException("the document does not name " + unused);
    }
    router.route().handler(this::refuseUnknown);
    return router;
  }

  /** What Netty could not read as a request at all. */
  void answerInvalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    ProblemType type =
        switch (cause) {
          case io.netty.handler.codec.http.TooLongHttpLineException line ->
              ProblemType.URI_TOO_LONG;
          case io.netty.handler.codec.http.TooLongHttpHeaderException header ->
              ProblemType.HEADERS_TOO_LARGE;
          case null, default -> ProblemType.MALFORMED;
        };
    Problem problem = Problem.of(type, "the request line or the headers cannot be taken");
    // Where the next request would begin is anyone's guess.
    request.response().putHeader("Connection", "close");
    answer(request.response(), problem, newId());
  }

  /** Browsers name the origin of this server's own page too when it posts. */
  static boolean isOwnPage(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    String host = request.getHeader("Host");
    return origin != null
        && host != null
        && (origin.equalsIgnoreCase("http://" + host)
            || origin.equalsIgnoreCase("https://" + host));
  }

  private static CorsHandler cors(List<String> origins) {
    CorsHandler cors = CorsHandler.create();
    if (!origins.contains("*")) {
      // Beacons say that they bring credentials, and are not sent where those are not allowed.
      // There
      // are none: nothing here is told by cookies.
      cors.addOrigins(origins).allowCredentials(true);
    }
    return cors.allowedMethods(
            Set.of(
                HttpMethod.GET,
                HttpMethod.POST,
                HttpMethod.PUT,
                HttpMethod.PATCH,
                HttpMethod.DELETE))
        .allowedHeaders(
            Set.of(
                "Authorization",
                "Content-Type",
                "Content-Encoding",
                "If-Match",
                "Kinora-Session",
                REQUEST_ID))
        .exposedHeaders(Set.of("ETag", "Retry-After", REQUEST_ID))
        .maxAgeSeconds(600);
  }

  private void route(
      Router router, HttpMethod method, Operation operation, OperationHandler handler) {
    router
        .routeWithRegex(method, operation.pattern().pattern())
        .handler(context -> carryOut(operation, handler, context));
  }

  private void open(RoutingContext context) {
    String given = context.request().getHeader(REQUEST_ID);
    String id = given != null && WELL_FORMED_ID.matcher(given).matches() ? given : newId();
    context.put(REQUEST_ID, id);
    context
        .response()
        .putHeader(REQUEST_ID, id)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Content-Security-Policy", PageHandler.NOTHING);
    log.begin(context, id);
    String path = Objects.requireNonNullElse(context.request().path(), "/");
    if (DOT_SEGMENT.matcher(path).find()) {
      throw Problem.of(
              ProblemType.INVALID_VALUE,
              "path",
              "path has a segment . or ..; allowed: none, escaped or not")
          .exception();
    }
    if (BROKEN_ESCAPE.matcher(context.request().uri()).find()) {
      throw Problem.of(
              ProblemType.MALFORMED,
              "the address has a % without two hexadecimal digits after it; a % itself is %25")
          .exception();
    }
    context.next();
  }

  private void carryOut(Operation operation, OperationHandler handler, RoutingContext context) {
    log.operation(context, operation.id());
    requireEncoding(operation, context.request());
    Gate.Place place = enter(operation, context.request());
    context.addEndHandler(end -> place.leave());
    Caller caller = admission.admit(context.request(), operation.access());
    Exchange exchange =
        new Exchange(
            context,
            operation,
            caller,
            operation
                .parameters()
                .read(context.pathParams(), context.queryParams(), context.request().headers()),
            requestId(context),
            work,
            place);
    handler.handle(exchange).onComplete(done -> place.leave()).onFailure(context::fail);
  }

  private Gate.Place enter(Operation operation, HttpServerRequest request) {
    boolean counted = !(operation.access() instanceof Access.Open);
    if (counted || request.canUpgradeToWebSocket()) {
      connections.requireRoom(request.connection());
    }
    return counted ? gate.enter() : Gate.Place.NONE;
  }

  private static void requireEncoding(Operation operation, HttpServerRequest request) {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding == null
        || encoding.equalsIgnoreCase("identity")
        || operation.takesGzip() && encoding.equalsIgnoreCase("gzip")) {
      return;
    }
    String allowed = operation.takesGzip() ? "gzip, identity" : "identity";
    throw Problem.of(
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            "Content-Encoding",
            "bodies are not decompressed from this; allowed: "
                + allowed
                + ", or no Content-Encoding")
        .withHeader("Accept-Encoding", allowed)
        .exception();
  }

  private void refuseUnknown(RoutingContext context) {
    List<HttpMethod> methods = document.methods(context.normalizedPath());
    if (methods.isEmpty()) {
      throw Problem.of(ProblemType.NOT_FOUND, "path", "there is nothing at this path").exception();
    }
    String allowed = String.join(", ", methods.stream().map(HttpMethod::name).sorted().toList());
    throw Problem.of(
            ProblemType.METHOD_NOT_ALLOWED,
            context.request().method() + " is not taken here; allowed: " + allowed)
        .withHeader("Allow", allowed)
        .exception();
  }

  private void answerFailure(RoutingContext context) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      log.cutOff(context);
      return;
    }
    String id = requestId(context);
    Problem problem = problem(context, id);
    if (response.headWritten()) {
      // Half an answer is out: only a broken connection can say that it is not whole.
      context.request().connection().close();
      return;
    }
    answer(response, problem, id);
    RequestBody.discardRest(vertx, context.request());
  }

  private static Problem problem(RoutingContext context, String requestId) {
    Throwable failure = context.failure();
    if (context.request().authority() == null) {
      return Problem.of(
          ProblemType.MALFORMED, "Host", "Host is missing or names no host; allowed: host[:port]");
    }
    if (failure instanceof VertxException && context.statusCode() == 400) {
      return Problem.of(ProblemType.MALFORMED, "path", "the path does not begin with /");
    }
    if (failure != null && context.statusCode() != 403) {
      return Problems.of(failure, requestId);
    }
    return context.statusCode() == 403
        ? Problem.of(ProblemType.FORBIDDEN, "Origin", "pages of this origin may not call")
        : Problem.of(ProblemType.MALFORMED, "the address cannot be read");
  }

  private static void answer(HttpServerResponse response, Problem problem, String requestId) {
    problem.headers().forEach((name, value) -> response.putHeader(name, value));
    Buffer body = JsonText.object(json -> problem.write(json, requestId));
    Future<Void> sent =
        response
            .setStatusCode(problem.type().status())
            .putHeader("Content-Type", ContentTypes.PROBLEM)
            .putHeader("Cache-Control", "no-store")
            .end(body);
    sent.otherwiseEmpty();
  }

  private static String requestId(RoutingContext context) {
    @Nullable String id = context.get(REQUEST_ID);
    return id == null ? newId() : id;
  }

  private static String newId() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
