package io.kinora.cluster.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.kinora.catalog.CountWindow;
import io.kinora.catalog.Counters;
import io.kinora.catalog.Interaction;
import io.kinora.catalog.WindowedCounts;
import io.kinora.catalog.wire.InteractionCodec;
import io.kinora.cluster.kafka.EmbeddedKafka;
import io.kinora.cluster.log.EventLog;
import io.kinora.cluster.log.LogUnavailableException;
import io.kinora.cluster.log.ShardRouting;
import io.kinora.cluster.log.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(900)
class CounterJobTest {

  private static final int PER_PART =
      Integer.getInteger("kinora.counters.events", 3_000); // a longer drill by a flag
  private static final long SEED = Long.getLong("kinora.counters.seed", 20261122L);
  private static final ShardRouting ROUTING = new ShardRouting(Topics.INTERACTIONS_PARTITIONS);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path dir;

  /** Near the real now: the job forgets by the clock. */
  private final Instant now = Instant.now();

  private final CounterView view = new CounterView(1000, Clock.fixed(now, ZoneOffset.UTC));

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void leavesNoProcess() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void counts_are_those_of_a_recount_though_counting_processes_were_killed() throws Exception {
    System.out.println("seed " + SEED);
    SeededEvents made = new SeededEvents(SEED, now.minusSeconds(60));
    Recount recount = new Recount();
    String bootstrap;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("kafka"))) {
      bootstrap = kafka.bootstrap();
      Topics.ensure(bootstrap, 1, 1);
      Process first = counting(bootstrap, "a");
      append(bootstrap, made.next(PER_PART), recount);
      follow(bootstrap, () -> view.changes() > 0);
      CompletableFuture<Void> appending =
          CompletableFuture.runAsync(() -> append(bootstrap, made.next(PER_PART), recount));
      kill(first);
      appending.join();
      Process again = counting(bootstrap, "a");
      long before = view.changes();
      follow(bootstrap, () -> view.changes() > before + 500);
      kill(again);
      try (CounterJob other =
          CounterJob.start(
              bootstrap, dir.resolve("b"), "b", 1, SeededEvents.KEYS, SeededEvents.FACTS)) {
        append(bootstrap, made.next(PER_PART), recount);
        Instant appended = Instant.now();
        follow(bootstrap, () -> view.asOf().isAfter(appended));
        assertEqual(recount);
      }
    }
  }

  private void assertEqual(Recount recount) {
    assertThat(recount.things()).hasSizeGreaterThan(15);
    for (String thing : recount.things()) {
      WindowedCounts counted = of(view, thing);
      for (CountWindow window : CountWindow.values()) {
        assertThat(counted.in(window))
            .as("%s in %s", thing, window)
            .isEqualTo(recount.counts(thing, window, now.toEpochMilli()));
      }
      if (thing.startsWith("v")) {
        assertThat((double) counted.viewers(CountWindow.ALL))
            .isCloseTo(recount.viewers(thing), withinPercentage(10));
      }
    }
    Tally site = view.site(CountWindow.ALL);
    assertThat(site.get(Metric.EVENTS)).isEqualTo(recount.events);
    assertThat(site.get(Metric.REPEATS)).isEqualTo(recount.repeats).isPositive();
  }

  private static WindowedCounts of(Counters counters, String thing) {
    String id = thing.substring(1);
    return switch (thing.charAt(0)) {
      case 'v' -> counters.video(id);
      case 'c' -> counters.channel(id);
      default -> counters.query(id);
    };
  }

  /** Follows the counts, from their beginning, until something holds. */
  private void follow(String bootstrap, BooleanSupplier until) throws InterruptedException {
    while (!until.getAsBoolean()) {
      try (CounterFeed feed = CounterFeed.open(bootstrap, view)) {
        while (!until.getAsBoolean()) {
          feed.step(Duration.ofMillis(50));
        }
      } catch (LogUnavailableException nothingCountedYet) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private void append(String bootstrap, List<Interaction> events, Recount recount) {
    try (EventLog log = EventLog.open(bootstrap)) {
      List<CompletableFuture<Long>> appended = new ArrayList<>();
      for (Interaction event : events) {
        String viewer = event.viewer();
        byte[] sealed = InteractionCodec.seal(event, SeededEvents.key(viewer));
        appended.add(log.append(Topics.INTERACTIONS, ROUTING.shardOf(viewer), viewer, sealed));
      }
      appended.forEach(CompletableFuture::join);
    }
    recount.add(events);
  }

  private Process counting(String bootstrap, String node) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CountingProcess.class.getName(),
                bootstrap,
                dir.resolve(node).toString(),
                node)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve(node + ".log").toFile())
            .start();
    processes.add(process);
    return process;
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly(); // SIGKILL
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 9);
  }
}
