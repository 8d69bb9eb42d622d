package io.kinora.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinora.bench.peers.RawHttp;
import io.kinora.catalog.CountWindow;
import io.kinora.cluster.counters.CounterFeed;
import io.kinora.cluster.counters.CounterView;
import io.kinora.cluster.kafka.EmbeddedKafka;
import io.kinora.cluster.log.LogUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long it takes from the 202 of an event until its counter shows it, while events come at a
 * given rate: an open loop of batches over HTTP, each ended by a marker event whose video a reader
 * of the counters looks at every few milliseconds. Then whether every event was counted. Twice: the
 * first time at half the rate, so that what is compiled at run time is compiled. Arguments: an
 * empty folder to work in, seconds, events a second, events a batch.
 */
public final class CounterLagBench {

  private static final int VIEWERS = 5_000;
  private static final int VIDEOS = 2_000;
  private static final Duration LOOK = Duration.ofMillis(2);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int WARM_UP_SECONDS = 60;

  private final String name;
  private final int rate;
  private final int batch;
  private final AtomicLongArray acknowledged;
  private final AtomicLongArray visible;
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  private CounterLagBench(String name, int seconds, int rate, int batch) {
    this.name = name;
    this.rate = rate;
    this.batch = batch;
    int batches = (int) ((long) seconds * rate / batch);
    this.acknowledged = new AtomicLongArray(batches);
    this.visible = new AtomicLongArray(batches);
  }

  public static void main(String[] args) throws Exception {
    Path work = Files.createDirectories(Path.of(args[0]));
    int seconds = Integer.parseInt(args[1]);
    int rate = Integer.parseInt(args[2]);
    int batch = Integer.parseInt(args[3]);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(Files.createTempDirectory(work, "kafka-"));
        BenchNode node =
            BenchNode.start(
                Files.createTempDirectory(work, "data-"), 1, Map.of("kafka", kafka.bootstrap()))) {
      CounterView view = new CounterView(1_000_000);
      AtomicBoolean done = new AtomicBoolean();
      Thread reader =
          Thread.ofPlatform().daemon().start(() -> follow(kafka.bootstrap(), view, done));
      CounterLagBench warmUp = new CounterLagBench("warm-up", WARM_UP_SECONDS, rate / 2, batch);
      CounterLagBench measured = new CounterLagBench("measured", seconds, rate, batch);
      node.put(videos(warmUp, measured));
      awaitCounting(node, view);
      warmUp.run(node, view);
      measured.run(node, view);
      done.set(true);
      reader.join(PATIENCE);
    }
  }

  /** Those that events are about: of a video that there is not, none is taken. */
  private static List<String> videos(CounterLagBench... benches) {
    List<String> ids = new ArrayList<>(List.of("warm"));
    for (int i = 0; i < VIDEOS; i++) {
      ids.add("v" + i);
    }
    for (CounterLagBench bench : benches) {
      for (int i = 0; i < bench.visible.length(); i++) {
        ids.add(bench.marker(i));
      }
    }
    return ids;
  }

  private void run(BenchNode node, CounterView view) throws Exception {
    long begin = System.nanoTime();
    Thread watcher = Thread.ofPlatform().daemon().start(() -> watch(view));
    send(node, begin);
    double sent = (System.nanoTime() - begin) / 1e9;
    watcher.join(PATIENCE);
    report(sent);
    counted(view);
  }

  private static void follow(String bootstrap, CounterView view, AtomicBoolean done) {
    while (!done.get()) {
      try (CounterFeed feed = CounterFeed.open(bootstrap, view)) {
        while (!done.get()) {
          feed.step(Duration.ofMillis(20));
        }
      } catch (LogUnavailableException nothingCountedYet) {
        rest(Duration.ofMillis(100));
      }
    }
  }

  private static void awaitCounting(BenchNode node, CounterView view) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try (RawHttp http = new RawHttp(node.url())) {
      for (int i = 0; view.video("warm").isEmpty(); i++) {
        post(
            http,
            "{\"session\":\"bench-session-warm\",\"events\":["
                + event("w" + i, "impression", "warm")
                + "]}");
        rest(Duration.ofMillis(200));
        if (System.nanoTime() > until) {
          throw new IllegalStateException("nothing is counted");
        }
      }
    }
  }

  private void send(BenchNode node, long begin) throws Exception {
    int senders = 4;
    AtomicLong next = new AtomicLong();
    Thread[] threads = new Thread[senders];
    for (int i = 0; i < senders; i++) {
      threads[i] = Thread.ofPlatform().start(() -> sendSome(node, begin, next));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void sendSome(BenchNode node, long begin, AtomicLong next) {
    try (RawHttp http = new RawHttp(node.url())) {
      for (int i = (int) next.getAndIncrement();
          i < acknowledged.length();
          i = (int) next.getAndIncrement()) {
        long due = begin + (long) ((double) i * batch / rate * 1e9);
        rest(Duration.ofNanos(due - System.nanoTime()));
        refused.addAndGet(post(http, body(i)));
        acknowledged.set(i, System.nanoTime());
        events.addAndGet(batch);
      }
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private String body(int number) {
    StringBuilder body = new StringBuilder(batch * 140);
    body.append("{\"session\":\"bench-session-%06d\",\"events\":[".formatted(number % VIEWERS));
    for (int i = 0; i < batch - 1; i++) {
      int any = number * batch + i;
      String type = i % 10 == 0 ? "watch" : i % 10 == 1 ? "like" : "impression";
      // The smaller its number, the more often a video is seen.
      int video = (int) (VIDEOS * Math.pow((any * 7919L % 100_003) / 100_003.0, 3));
      body.append(event(name + any, type, "v" + video)).append(',');
    }
    return body.append(event(name + "-m" + number, "share", marker(number)))
        .append("]}")
        .toString();
  }

  private String marker(int number) {
    return "marker-" + name + "-" + number;
  }

  private static String event(String id, String type, String video) {
    String more = type.equals("watch") ? ",\"watch_ms\":5000" : "";
    return "{\"event_id\":\"%s\",\"type\":\"%s\",\"video_id\":\"%s\"%s}"
        .formatted(id, type, video, more);
  }

  /** How many of them were refused. */
  private static int post(RawHttp http, String body) throws Exception {
    String answer =
        http.send(RawHttp.request("POST", "/v1/events", "application/json", null, body));
    return JSON.readTree(answer).path("refused").size();
  }

  private void watch(CounterView view) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    int first = 0;
    while (first < visible.length() && System.nanoTime() < until) {
      for (int i = first; i < visible.length() && acknowledged.get(i) != 0; i++) {
        if (visible.get(i) == 0 && !view.video(marker(i)).isEmpty()) {
          visible.set(i, System.nanoTime());
        }
      }
      while (first < visible.length() && visible.get(first) != 0) {
        first++;
      }
      rest(LOOK);
    }
  }

  private void report(double sent) {
    double[] lags = new double[visible.length()];
    int late = 0;
    for (int i = 0; i < lags.length; i++) {
      lags[i] = Math.max(0, visible.get(i) - acknowledged.get(i)) / 1e6;
      late += visible.get(i) == 0 ? 1 : 0;
    }
    Arrays.sort(lags);
    System.out.printf(
        Locale.ROOT,
        "%s: %d events in %.1f s (%.0f a second), refused %d; 202 to visible: p50 %.0f ms, p90 %.0f ms,"
            + " p99 %.0f ms, most %.0f ms; never seen %d%n",
        name,
        events.get(),
        sent,
        events.get() / sent,
        refused.get(),
        at(lags, 0.5),
        at(lags, 0.9),
        at(lags, 0.99),
        at(lags, 1),
        late);
  }

  private static double at(double[] sorted, double share) {
    return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
  }

  private void counted(CounterView view) {
    long shares = 0;
    for (int i = 0; i < visible.length(); i++) {
      shares += view.video(marker(i)).in(CountWindow.ALL).shares();
    }
    long impressions = 0;
    for (int i = 0; i < VIDEOS; i++) {
      var all = view.video("v" + i).in(CountWindow.ALL);
      impressions += all.impressions();
    }
    System.out.printf(
        Locale.ROOT,
        "counted %d markers of %d, %d impressions; %d things in %.1f MB%n",
        shares,
        visible.length(),
        impressions,
        view.things(),
        view.bytes() / 1e6);
  }

  private static void rest(Duration pause) {
    if (pause.isNegative()) {
      return;
    }
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
