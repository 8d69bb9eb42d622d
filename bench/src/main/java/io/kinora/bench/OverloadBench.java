package io.kinora.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinora.bench.OpenLoop.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What a node does with more searches than it can answer: finds the rate that it sustains, then
 * sends a tenth, half, all and three times of it, and prints what was accepted and refused, how
 * long the accepted ones took, and the node's resident memory.
 *
 * <p>Arguments: the data folder of a running node; how many videos to load into it if it has none
 * (50000); the sustainable rate, to skip looking for it. Start the node with {@code
 * http.requests-per-second=none}, {@code search.cache=none} and {@code encoders.text=none}.
 */
public final class OverloadBench {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int QUERIES = 2_000;
  private static final int BATCH = 500;
  private static final double[] LOADS = {0.1, 0.5, 1, 3};
  private static final double SECONDS = Double.parseDouble(System.getProperty("seconds", "12"));

  /** The JVM compiles for half a minute before it is as fast as it will be. */
  private static final double WARM_UP_S = 40;

  /** A rate is sustained if at most this part of the requests goes without an answer. */
  private static final double MOST_LOST = 0.01;

  private final URI node;
  private final String token;
  private final long pid;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private OverloadBench(Path data) throws IOException {
    node = URI.create(Files.readString(data.resolve("node.url")).strip());
    token = Files.readString(data.resolve("operator.token")).strip();
    pid = pidOf(data);
  }

  public static void main(String[] args) throws Exception {
    OverloadBench bench = new OverloadBench(Path.of(args[0]));
    MadeCatalogue made = new MadeCatalogue();
    bench.load(made, args.length > 1 ? Integer.parseInt(args[1]) : 50_000);
    List<byte[]> requests = new ArrayList<>(QUERIES);
    for (int i = 0; i < QUERIES; i++) {
      requests.add(bench.request(made.query(i)));
    }
    try (OpenLoop loop = new OpenLoop(bench.node.getHost(), bench.node.getPort())) {
      double rate = bench.sustained(loop, requests, args.length > 2 ? args[2] : "");
      for (double load : LOADS) {
        bench.report(loop, requests, load, rate);
      }
    }
    bench.http.close();
  }

  /** The node's process is the one that was started with this folder. */
  private static long pidOf(Path data) throws IOException {
    String folder = data.toString();
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(
              process ->
                  Arrays.asList(process.info().arguments().orElse(new String[0])).contains(folder)
                      && Arrays.asList(process.info().arguments().orElse(new String[0]))
                          .contains("serve"))
          .findFirst()
          .orElseThrow(() -> new IOException("no process serves " + folder))
          .pid();
    }
  }

  private void load(MadeCatalogue made, int videos) throws IOException, InterruptedException {
    if (videos() > 0) {
      return;
    }
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < videos; i++) {
      lines.append(MadeCatalogue.bulkLine(made.video(i)));
      if ((i + 1) % BATCH == 0 || i + 1 == videos) {
        String answer = post("/v1/videos:bulk", "application/x-ndjson", lines.toString());
        if (answer.contains("\"status\":4") || answer.contains("\"status\":5")) {
          throw new IOException("not all was taken: " + answer);
        }
        lines.setLength(0);
      }
    }
    while (videos() < videos) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private long videos() throws IOException, InterruptedException {
    String all = "{\"q\":\"\",\"mode\":\"text\",\"limit\":1,\"deadline_ms\":5000}";
    return JSON.readTree(post("/v1/search", "application/json", all))
        .path("total")
        .path("value")
        .asLong();
  }

  private byte[] request(MadeCatalogue.Query query) {
    byte[] body =
        ("{\"q\":\"%s\",\"mode\":\"hybrid\",\"limit\":10,\"vector\":{\"field\":\"video\",\"values\":%s}}")
            .formatted(query.words(), query.vector())
            .getBytes(StandardCharsets.UTF_8);
    byte[] head =
        ("POST /v1/search HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n")
            .formatted(node.getAuthority(), body.length)
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] request = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  /** The highest rate of which hardly anything is lost, found by halving. */
  private double sustained(OpenLoop loop, List<byte[]> requests, String given) throws IOException {
    loop.saturate(requests, 8, WARM_UP_S);
    Outcome saturated = loop.saturate(requests, 8, 5);
    double most = saturated.acceptedPerSecond();
    System.out.printf(
        Locale.ROOT,
        "8 clients in a closed loop: %.0f/s, p50 %.1f ms, p99 %.1f ms%n",
        most,
        saturated.acceptedMillis(.5),
        saturated.acceptedMillis(.99));
    if (!given.isEmpty()) {
      return Double.parseDouble(given);
    }
    double low = 0;
    double high = most * 1.2;
    while (high - low > most * 0.06) {
      double rate = low == 0 ? high * 0.7 : (low + high) / 2;
      if (1 - loop.run(requests, rate, 4).acceptedShare() <= MOST_LOST) {
        low = rate;
      } else {
        high = rate;
      }
    }
    System.out.printf(Locale.ROOT, "sustained: %.0f/s%n", low);
    return low;
  }

  private void report(OpenLoop loop, List<byte[]> requests, double load, double rate)
      throws IOException, InterruptedException {
    long before = residentMegabytes();
    AtomicLong slowestCheck = new AtomicLong();
    Outcome outcome;
    try (ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor()) {
      checks.scheduleAtFixedRate(() -> check(slowestCheck), 500, 250, TimeUnit.MILLISECONDS);
      outcome = loop.run(requests, load * rate, SECONDS);
      checks.shutdownNow();
    }
    System.out.printf(
        Locale.ROOT,
        "%.1fx %5.0f/s: accepted %5.0f/s p50 %6.2f p99 %6.2f ms  refused %5.0f/s p50 %6.2f p99 %6.2f ms"
            + "  other %d  unanswered %d  slowest health check %.0f ms  RSS %d -> %d MB%s%n",
        load,
        load * rate,
        outcome.acceptedPerSecond(),
        outcome.acceptedMillis(.5),
        outcome.acceptedMillis(.99),
        outcome.refusedPerSecond(),
        outcome.refusedMillis(.5),
        outcome.refusedMillis(.99),
        outcome.other(),
        outcome.unanswered(),
        slowestCheck.get() / 1e6,
        before,
        residentMegabytes(),
        limit());
    TimeUnit.SECONDS.sleep(1);
  }

  private void check(AtomicLong slowest) {
    long start = System.nanoTime();
    try {
      get("/health/live");
    } catch (IOException failed) {
      slowest.set(Long.MAX_VALUE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return;
    }
    long took = System.nanoTime() - start;
    slowest.accumulateAndGet(took, Math::max);
  }

  /** The node's own bound, where it tells one. */
  private String limit() throws IOException, InterruptedException {
    return get("/metrics")
        .lines()
        .filter(line -> line.startsWith("kinora_search_limit"))
        .map(line -> "  limit " + line.substring(line.indexOf(' ') + 1))
        .findFirst()
        .orElse("");
  }

  private long residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return -1;
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(node.resolve(path)).build());
  }

  private String post(String path, String type, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(node.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }
}
