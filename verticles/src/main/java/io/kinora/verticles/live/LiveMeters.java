package io.kinora.verticles.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What the live feed tells operators of itself. Safe for use by several threads. */
final class LiveMeters {

  private static final Duration[] BOUNDS = {
    Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
    Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry registry;
  private final AtomicInteger subscriptions = new AtomicInteger();
  private final LongAdder queued = new LongAdder();
  private final Counter items;
  private final Counter gaps;
  private final Counter matched;
  private final Counter resumes;
  private final Timer matching;
  private final Timer delay;
  private final Map<Bye, Counter> byes = new EnumMap<>(Bye.class);

  LiveMeters(MeterRegistry registry) {
    this.registry = registry;
    items = counter("kinora.live.items", "Items sent to live clients");
    gaps = counter("kinora.live.gaps", "Times that a live client was told of a gap");
    matched = counter("kinora.live.matched", "Standing queries that a new video fitted");
    resumes = counter("kinora.live.resumes", "Subscriptions that were resumed from the log");
    matching =
        Timer.builder("kinora.live.matching")
            .description("Time to find the standing queries that a new video fits")
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
    delay =
        Timer.builder("kinora.live.delay")
            .description("From the log's taking a record to its being handed to the event loops")
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
    gauge("kinora.live.subscriptions", "Subscriptions of live clients", subscriptions::get);
    gauge("kinora.live.queued.bytes", "What waits to be sent to live clients", queued::sum);
    for (Bye code : Bye.values()) {
      byes.put(
          code,
          Counter.builder("kinora.live.byes")
              .description("Live connections ended by the server")
              .tag("code", code.key())
              .register(registry));
    }
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).strongReference(true).register(registry);
  }

  LongAdder queued() {
    return queued;
  }

  int subscriptions() {
    return subscriptions.get();
  }

  long gaps() {
    return (long) gaps.count();
  }

  void subscription(int change) {
    subscriptions.addAndGet(change);
  }

  void item() {
    items.increment();
  }

  void gap() {
    gaps.increment();
  }

  void resumed(int count) {
    resumes.increment(count);
  }

  void matched(int queries, long nanos) {
    matched.increment(queries);
    matching.record(nanos, TimeUnit.NANOSECONDS);
  }

  void delayed(long millis) {
    delay.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
  }

  void bye(Bye code) {
    Objects.requireNonNull(byes.get(code)).increment();
  }
}
