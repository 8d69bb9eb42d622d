package io.kinora.verticles.fuzz;

import io.kinora.verticles.fuzz.RawRequest.Delivery;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sends requests on several connections at once, judges the answers and counts them. */
final class Attack {

  /** Longer than any request may honestly take: a deadline of 5 s, a patience of 10 s. */
  private static final Duration HANG = Duration.ofSeconds(50);

  /** No such thing; not as things stand; a socket that this client does not ask for. */
  private static final Set<Integer> CARRIED_OUT_TOO = Set.of(404, 409, 426);

  private static final int MOST_TOLD = 40;
  private static final int MOST_OF_A_KIND = 3;
  private static final int SAME = 80;
  private static final long STALL_MILLIS = 150;

  private final int port;
  private final RequestFuzzer fuzzer;
  private final AnswerRules rules;
  private final long seed;
  private final Set<String> reached = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> counts = new ConcurrentSkipListMap<>();
  private final List<String> broken = new ArrayList<>();
  private final Map<String, Integer> kinds = new TreeMap<>();
  private final AtomicLong slowestMillis = new AtomicLong();

  Attack(int port, RequestFuzzer fuzzer, AnswerRules rules, long seed) {
    this.port = port;
    this.fuzzer = fuzzer;
    this.rules = rules;
    this.seed = seed;
  }

  /** Requests of the numbers {@code from} to {@code from + count}, divided over clients. */
  void run(int from, int count, int clients) throws Exception {
    AtomicInteger next = new AtomicInteger(from);
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      for (int i = 0; i < clients; i++) {
        running.add(threads.submit(() -> client(next, from + count)));
      }
      for (Future<?> client : running) {
        client.get();
      }
    }
  }

  /** Statuses and other ends, and how often. */
  Map<String, Integer> counts() {
    Map<String, Integer> all = new TreeMap<>();
    counts.forEach((end, count) -> all.put(end, count.get()));
    return all;
  }

  /**
   * What was said of requests that were carried out, or would have been were there such a thing.
   */
  Set<String> reached() {
    return Set.copyOf(reached);
  }

  long slowestMillis() {
    return slowestMillis.get();
  }

  /** What broke a rule, with the number of the request to repeat it by. */
  synchronized List<String> broken() {
    return List.copyOf(broken);
  }

  private Void client(AtomicInteger next, int end) throws IOException {
    RawConnection open = null;
    for (int number = next.getAndIncrement(); number < end; number = next.getAndIncrement()) {
      open = one(number, open);
    }
    if (open != null) {
      open.close();
    }
    return null;
  }

  /** Returns the connection if it may be used again. */
  private @Nullable RawConnection one(int number, @Nullable RawConnection open) throws IOException {
    RawRequest request = fuzzer.request(seed * 1_000_003 + number);
    RawConnection connection = open == null ? new RawConnection(port, HANG) : open;
    boolean keep = false;
    try {
      long start = System.nanoTime();
      keep = exchange(request, number, connection);
      slowestMillis.accumulateAndGet((System.nanoTime() - start) / 1_000_000, Math::max);
    } catch (SocketTimeoutException hang) {
      tell(number, request, "no answer in " + HANG.toSeconds() + " s");
    } catch (IOException cut) {
      if (request.wellFormed() && open == null && request.delivery() != Delivery.HALF_CLOSED) {
        tell(number, request, "cut off: " + cut);
      } else if (request.wellFormed() && open != null) {
        // The server may close a connection at rest; that is no answer to what came too late.
        connection.close();
        count("sent again");
        return one(number, null);
      } else {
        count("closed");
      }
    } catch (AssertionError rule) {
      tell(number, request, String.valueOf(rule.getMessage()));
    } finally {
      if (!keep) {
        connection.close();
      }
    }
    return keep ? connection : null;
  }

  private boolean exchange(RawRequest request, int number, RawConnection connection)
      throws IOException {
    byte[] bytes = request.bytes();
    if (request.delivery() == Delivery.ABORTED) {
      connection.send(bytes, 0, new Random(number).nextInt(bytes.length + 1));
      connection.abort();
      count("aborted");
      return false;
    }
    IOException cut = null;
    try {
      deliver(request, number, connection);
    } catch (IOException refused) {
      // What was refused early may have its answer all the same.
      cut = refused;
    }
    boolean reusable = request.wellFormed() && request.delivery() != Delivery.HALF_CLOSED;
    for (boolean head : request.heads()) {
      RawAnswer answer = connection.read(head);
      if (answer == null) {
        throw cut == null ? new ClosedException() : cut;
      }
      count(Integer.toString(answer.status()));
      rules.check(request, answer, head);
      if (answer.status() < 300 || CARRIED_OUT_TOO.contains(answer.status())) {
        reached.add(request.about());
      }
      boolean last =
          answer.header("connection").equalsIgnoreCase("close")
              || answer.status() == 101
              || answer.isEndless();
      if (!request.wellFormed() || last) {
        return false;
      }
    }
    return reusable && cut == null;
  }

  private static void deliver(RawRequest request, int number, RawConnection connection)
      throws IOException {
    byte[] bytes = request.bytes();
    switch (request.delivery()) {
      case PIECES -> {
        Random random = new Random(number);
        for (int at = 0; at < bytes.length; ) {
          int to = Math.min(bytes.length, at + 1 + random.nextInt(1 + bytes.length / 5));
          connection.send(bytes, at, to);
          at = to;
        }
      }
      case STALLED -> {
        connection.send(bytes, 0, bytes.length / 2);
        pause();
        connection.send(bytes, bytes.length / 2, bytes.length);
      }
      case HALF_CLOSED -> {
        connection.send(bytes);
        connection.halfClose();
      }
      default -> connection.send(bytes);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(STALL_MILLIS);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** The server closed the connection where an answer was due. */
  private static final class ClosedException extends IOException {}

  private void count(String end) {
    counts.computeIfAbsent(end, e -> new AtomicInteger()).incrementAndGet();
  }

  private synchronized void tell(int number, RawRequest request, String rule) {
    count("BROKEN RULE");
    String kind = rule.replaceAll("[0-9a-f]{16}|\\d+", "#");
    int told = kinds.merge(kind.substring(0, Math.min(SAME, kind.length())), 1, Integer::sum);
    if (told <= MOST_OF_A_KIND && broken.size() < MOST_TOLD) {
      broken.add("request " + number + " broke: " + rule + "\n   " + request);
    }
  }
}
