package io.kinora.verticles.http;

import io.kinora.verticles.http.auth.Authenticator;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.kinora.verticles.live.LiveConfig;
import io.kinora.verticles.live.LiveFeed;
import io.kinora.verticles.live.LiveLoop;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the HTTP API on an event loop. Several instances share the port; they also share the
 * bounds on requests, so make them with {@link #instances}.
 */
public final class HttpVerticle extends VerticleBase {

  private static final int MOST_URI_BYTES = 16 << 10;
  private static final int MOST_HEADER_BYTES = 32 << 10;
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);
  private static final String WORK_POOL = "http-work";

  /** For files that have arrived: these threads mostly wait for the disk. */
  private static final String STORE_POOL = "http-store";

  private static final int STORE_THREADS = 4;

  private final ApiServices services;
  private final ApiDocument document;
  private final Gate gate;
  private final RequestLog log;
  private @Nullable HttpServer server;
  private @Nullable Connections connections;
  private @Nullable LiveLoop live;

  private HttpVerticle(ApiServices services, ApiDocument document, Gate gate, RequestLog log) {
    this.services = services;
    this.document = document;
    this.gate = gate;
    this.log = log;
  }

  /**
   * Makes instances of one server.
   *
   * @throws IOException if the folder for uploads cannot be used
   */
  public static Supplier<HttpVerticle> instances(ApiServices services) throws IOException {
    ApiDocument document = ApiDocument.load();
    Gate gate = new Gate(services.http());
    RequestLog log = new RequestLog(services.metrics());
    Gauge.builder("kinora.http.requests.in.work", gate, Gate::inWork)
        .description("Requests being answered now")
        .register(services.metrics());
    Gauge.builder("kinora.http.connections", gate, Gate::connections)
        .description("Open connections, WebSockets not counted")
        .register(services.metrics());
    Uploads.clear(services.uploads());
    return () -> new HttpVerticle(services, document, gate, log);
  }

  /** The port that it listens on; 0 while it does not. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  @Override
  public Future<?> start() throws IOException {
    Authenticator authenticator = new Authenticator(vertx, services.auth());
    LiveFeed feed = services.live();
    if (feed == null) {
      return listen(authenticator);
    }
    boolean loginNeeded = !services.auth().anonymousSearch();
    return feed.loop(context, authenticator::login, loginNeeded)
        .compose(
            loop -> {
              live = loop;
              return listen(authenticator);
            });
  }

  private Future<HttpServer> listen(Authenticator authenticator) {
    HttpConfig config = services.http();
    WorkerExecutor work =
        vertx.createSharedWorkerExecutor(
            WORK_POOL, Math.max(2, Runtime.getRuntime().availableProcessors()));
    WorkerExecutor storing = vertx.createSharedWorkerExecutor(STORE_POOL, STORE_THREADS);
    Connections open = new Connections(vertx, config.limits().idle(), gate);
    connections = open;
    LiveHandlers streams = new LiveHandlers(live, authenticator, open, gate, config.corsOrigins());
    ApiRouter api =
        new ApiRouter(
            vertx,
            work,
            document,
            Operations.of(vertx, services, document, work, storing, authenticator::caller, streams),
            new Admission(authenticator, services.auth(), gate),
            open,
            gate,
            log);
    Router router = api.build(config.corsOrigins());
    HttpServer http =
        vertx
            .createHttpServer(options(config))
            .connectionHandler(open::opened)
            .requestHandler(
                request -> {
                  open.came(request);
                  router.handle(request);
                })
            .invalidRequestHandler(api::answerInvalid);
    server = http;
    return http.listen();
  }

  private void webSockets(HttpServerOptions options) {
    LiveFeed feed = services.live();
    int frame = feed == null ? LiveConfig.DEFAULT.frameBytes() : feed.config().frameBytes();
    options
        .setWebSocketSubProtocols(List.of("kinora.v1"))
        .setMaxWebSocketFrameSize(frame)
        .setMaxWebSocketMessageSize(frame)
        .setWebSocketClosingTimeout(1)
        // A compressor's window for each socket would be several times all else that a socket
        // costs,
        // for frames of a kilobyte.
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false);
  }

  private HttpServerOptions options(HttpConfig config) {
    HttpServerOptions options = new HttpServerOptions();
    options.setHost(config.host()).setPort(config.port());
    options
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout((int) config.limits().idle().toMillis());
    webSockets(options);
    return options
        .setMaxInitialLineLength(MOST_URI_BYTES)
        .setMaxHeaderSize(MOST_HEADER_BYTES)
        // Behind a proxy HTTP/1.1 is what is spoken; one protocol is one set of limits.
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(false);
  }

  /**
   * Sends clients away, takes no more connections, lets the requests in work finish, then closes.
   */
  @Override
  public Future<?> stop() {
    HttpServer running = server;
    Connections open = connections;
    if (running == null || open == null) {
      return Future.succeededFuture();
    }
    if (live != null) {
      live.close();
    }
    long drain = services.http().limits().drain().toMillis();
    return open.sendAway(LONGEST_FAREWELL)
        .compose(gone -> running.shutdown(drain, TimeUnit.MILLISECONDS));
  }
}
