package io.kinora.verticles.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Times every request by operation and status, and logs it when asked to (debug). */
final class RequestLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.kinora.access");
  private static final String OPERATION = "operation";
  private static final String VIEWERS = "/v1/viewers/";
  private static final String NO_OPERATION = "none";
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
    Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
    Duration.ofSeconds(1), Duration.ofSeconds(5)
  };

  /** As nginx has it: the client left before the answer. */
  private static final int GONE = 499;

  private static final String BEGUN = "request-log.begun";

  private record Begun(String requestId, long nanos, AtomicBoolean over) {}

  private record Key(String operation, int status) {}

  private final MeterRegistry metrics;

  /** Bounded: operations are those of the document, statuses those that the code sends. */
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

  RequestLog(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void begin(RoutingContext context, String requestId) {
    Begun begun = new Begun(requestId, System.nanoTime(), new AtomicBoolean());
    context.put(BEGUN, begun);
    context.addEndHandler(
        end -> over(context, begun, end.succeeded() ? context.response().getStatusCode() : GONE));
  }

  /** The client left while it was sent a file: that ends no response, only the sending. */
  void cutOff(RoutingContext context) {
    Begun begun = context.get(BEGUN);
    if (begun != null) {
      over(context, begun, GONE);
    }
  }

  private void over(RoutingContext context, Begun begun, int status) {
    if (begun.over().getAndSet(true)) {
      return;
    }
    long nanos = System.nanoTime() - begun.nanos();
    String operation = Objects.requireNonNullElse(context.get(OPERATION), NO_OPERATION);
    timers
        .computeIfAbsent(new Key(operation, status), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
    LOG.debug(
        "{} {} {} {} {} us",
        begun.requestId(),
        context.request().method(),
        shown(context.request().path()),
        status,
        nanos / 1_000);
  }

  /** Who a request is about is nobody's business here. */
  private static String shown(@Nullable String path) {
    return path != null && path.startsWith(VIEWERS) ? VIEWERS + "..." : String.valueOf(path);
  }

  void operation(RoutingContext context, String id) {
    context.put(OPERATION, id);
  }

  private Timer timer(Key key) {
    return Timer.builder("kinora.http.requests")
        .description("Time to answer a request")
        .tag("operation", key.operation())
        .tag("status", Integer.toString(key.status()))
        .serviceLevelObjectives(BOUNDS)
        .register(metrics);
  }
}
