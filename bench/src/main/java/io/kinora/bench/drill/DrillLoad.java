package io.kinora.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Searches and writes as a load balancer would send them: round the nodes that say at {@code
 * /health/ready} that they are, another one where a connection is refused, and for a moment none to
 * a node that did not answer.
 *
 * <p>Every video has a word of its own, so each search knows its one right answer.
 */
final class DrillLoad implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long AVOID_NANOS = Duration.ofSeconds(2).toNanos();

  /** After a node was lost it takes up to five seconds until another publishes the catalogue. */
  private static final long SETTLED_NANOS = Duration.ofSeconds(8).toNanos();

  private static final int BATCH = 20;
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** A write that was acknowledged. */
  private record Acknowledged(String id, long version, long nanos) {}

  private final DrilledNodes nodes;
  private final long run;
  private final Map<String, Long> versions = new ConcurrentHashMap<>();
  private final ConcurrentLinkedDeque<Acknowledged> settling = new ConcurrentLinkedDeque<>();
  private final List<String> settled = new ArrayList<>();
  private final Map<Integer, Long> avoided = new ConcurrentHashMap<>();
  private final Set<Integer> unready = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running = true;

  final Map<String, Integer> reasons = new ConcurrentHashMap<>();
  final AtomicLong complete = new AtomicLong();
  final AtomicLong partial = new AtomicLong();
  final AtomicLong wrong = new AtomicLong();
  final AtomicLong cut = new AtomicLong();
  final AtomicLong refused = new AtomicLong();
  final AtomicLong unanswered = new AtomicLong();
  final AtomicLong written = new AtomicLong();
  final AtomicLong writesFailed = new AtomicLong();
  final AtomicLong longestGap = new AtomicLong();
  private final AtomicLong lastComplete = new AtomicLong(System.nanoTime());

  DrillLoad(DrilledNodes nodes, long run) {
    this.nodes = nodes;
    this.run = run;
  }

  /** Starts writing, then searching. */
  void start(int searchers, int perSecond) throws InterruptedException {
    for (int node = 0; node < nodes.count(); node++) {
      int looked = node;
      threads.add(Thread.ofPlatform().name("health").start(() -> look(looked)));
    }
    threads.add(Thread.ofPlatform().name("writer").start(this::write));
    while (settled().isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    reset();
    for (int i = 0; i < searchers; i++) {
      threads.add(Thread.ofPlatform().name("searcher").start(() -> search(perSecond / searchers)));
    }
  }

  /** Begins to count anew. */
  void reset() {
    for (AtomicLong count :
        List.of(
            complete,
            partial,
            wrong,
            cut,
            refused,
            unanswered,
            written,
            writesFailed,
            longestGap)) {
      count.set(0);
    }
    reasons.clear();
    lastComplete.set(System.nanoTime());
  }

  private void look(int node) {
    while (running) {
      long next = System.nanoTime() + LOOK_EVERY.toNanos();
      try {
        int status = nodes.call(node, "GET", "/health/ready", "", PATIENCE).statusCode();
        if (status == 200) {
          unready.remove(node);
        } else {
          unready.add(node);
        }
      } catch (IOException silent) {
        unready.add(node);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
      sleepUntil(next);
    }
  }

  private void write() {
    int number = 0;
    Random random = new Random(run);
    while (running) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < BATCH; i++) {
        // A fifth are new states of videos that exist.
        int id = number > 100 && random.nextInt(5) == 0 ? random.nextInt(number) : number++;
        lines.append(
            "{\"put\":{\"id\":\"%s\",\"title\":\"%s revision %d\",\"channel\":\"drill\"}}%n"
                .formatted(id(id), word(id), random.nextInt(1_000_000)));
      }
      try {
        send(lines.toString());
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private String id(int number) {
    return "drill-" + run + "-" + number;
  }

  private String word(int number) {
    return "w" + Long.toString(run, 36) + "x" + number;
  }

  private void send(String lines) throws InterruptedException {
    try {
      HttpResponse<String> answer = ask("POST", "/v1/videos:bulk", lines, PATIENCE.multipliedBy(5));
      for (String line : answer.body().lines().toList()) {
        JsonNode result = JSON.readTree(line);
        if (result.path("status").asInt() < 300 && result.has("version")) {
          acknowledged(result.path("id").asText(), result.path("version").asLong());
        } else {
          writesFailed.incrementAndGet();
        }
      }
    } catch (IOException lost) {
      writesFailed.addAndGet(BATCH);
    }
  }

  private void acknowledged(String id, long version) {
    versions.merge(id, version, Math::max);
    written.incrementAndGet();
    settling.add(new Acknowledged(id, version, System.nanoTime()));
  }

  private synchronized List<String> settled() {
    long before = System.nanoTime() - SETTLED_NANOS;
    Acknowledged first = settling.peek();
    while (first != null && first.nanos() - before < 0) {
      settled.add(first.id());
      settling.poll();
      first = settling.peek();
    }
    return settled;
  }

  private synchronized String someSettled() {
    List<String> all = settled();
    return all.get(ThreadLocalRandom.current().nextInt(all.size()));
  }

  private void search(int perSecond) {
    long pause = 1_000_000_000L / perSecond;
    long next = System.nanoTime();
    while (running) {
      String id = someSettled();
      int number = Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
      try {
        HttpResponse<String> answer =
            ask("GET", "/v1/search?mode=text&limit=5&q=" + word(number), "", PATIENCE);
        judge(answer, id);
      } catch (IOException lost) {
        unanswered.incrementAndGet();
        because("unanswered: " + lost);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
      next = Math.max(next + pause, System.nanoTime() - pause);
      sleepUntil(next);
    }
  }

  private static void sleepUntil(long nanoTime) {
    long left = nanoTime - System.nanoTime();
    if (left > 0) {
      java.util.concurrent.locks.LockSupport.parkNanos(left);
    }
  }

  private void judge(HttpResponse<String> answer, String id) throws IOException {
    if (answer.statusCode() == 503 || answer.statusCode() == 429) {
      refused.incrementAndGet();
      because("refused: " + answer.body());
      return;
    }
    JsonNode body = JSON.readTree(answer.body());
    boolean found = body.at("/hits/0/id").asText().equals(id) && body.path("hits").size() == 1;
    if (answer.statusCode() != 200) {
      unanswered.incrementAndGet();
      because("unanswered: " + answer.body());
    } else if (!body.path("partial").isBoolean() || body.path("partial").asBoolean()) {
      partial.incrementAndGet();
      because("partial: " + body.path("partial"));
    } else if (!found) {
      if (wrong.incrementAndGet() == 1) {
        System.out.println("  the first wrong answer, for " + id + ": " + answer.body());
      }
    } else {
      complete.incrementAndGet();
      long now = System.nanoTime();
      long gap = now - lastComplete.getAndSet(now);
      longestGap.accumulateAndGet(gap, Math::max);
    }
  }

  /** Requests have ids of their own; they are left out, so that equal reasons are equal. */
  private void because(String reason) {
    reasons.merge(reason.replaceAll(",\"request_id\":\"[^\"]*\"", ""), 1, Integer::sum);
  }

  /** Asks one node after the other until one takes the request. */
  private HttpResponse<String> ask(String method, String path, String body, Duration patience)
      throws IOException, InterruptedException {
    int first = ThreadLocalRandom.current().nextInt(nodes.count());
    IOException last = new IOException("every node is avoided");
    for (int i = 0; i < nodes.count(); i++) {
      int node = (first + i) % nodes.count();
      if (unready.contains(node) || System.nanoTime() - avoided.getOrDefault(node, 0L) < 0) {
        continue;
      }
      try {
        return nodes.call(node, method, path, body, patience);
      } catch (ConnectException | HttpConnectTimeoutException notThere) {
        last = notThere;
      } catch (IOException lost) {
        cut.incrementAndGet();
        because("cut: " + lost);
        last = lost;
      }
      avoided.put(node, System.nanoTime() + AVOID_NANOS);
    }
    throw last;
  }

  /** Ids and versions that were acknowledged. */
  Map<String, Long> acknowledged() {
    return Map.copyOf(versions);
  }

  String wordOf(String id) {
    return word(Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)));
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
