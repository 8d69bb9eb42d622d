package io.kinora.verticles.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Times every request by operation and status, and logs it when asked to (debug). */
final class RequestLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.kinora.access");
  private static final String OPERATION = "operation";
  private static final String NO_OPERATION = "none";
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
    Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
    Duration.ofSeconds(1), Duration.ofSeconds(5)
  };

  private record Key(String operation, int status) {}

  private final MeterRegistry metrics;

  /** Bounded: operations are those of the document, statuses those that the code sends. */
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

  RequestLog(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void begin(RoutingContext context, String requestId) {
    long start = System.nanoTime();
    context.addEndHandler(
        end -> {
          long nanos = System.nanoTime() - start;
          String operation = Objects.requireNonNullElse(context.get(OPERATION), NO_OPERATION);
          // 499 as nginx has it: the client left before the answer.
          int status = end.succeeded() ? context.response().getStatusCode() : 499;
          timers
              .computeIfAbsent(new Key(operation, status), this::timer)
              .record(nanos, TimeUnit.NANOSECONDS);
          LOG.debug(
              "{} {} {} {} {} us",
              requestId,
              context.request().method(),
              context.request().path(),
              status,
              nanos / 1_000);
        });
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
