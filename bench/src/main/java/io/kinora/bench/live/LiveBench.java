package io.kinora.bench.live;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How soon a new video is on the page of the last one who waits for it. Opens many sockets, each
 * with a standing query, to a node that is running; writes videos over HTTP at a constant rate; and
 * measures from the answer to the write until the last socket that has to hear of it has. Then once
 * more while some sockets do not read: those look for a word of every video, so that they have
 * something not to read; they do not count, whether or not they read.
 *
 * <p>Arguments, as {@code name=value}: {@code url}, {@code token} (file of a publisher's token),
 * {@code pid} of the node (for its memory), {@code sockets} (5000), {@code queries} (10000 distinct
 * ones), {@code rate} (20 videos a second), {@code seconds} (20, of each part), {@code stopped}
 * (0.05 of the sockets), {@code seed}. The node needs {@code live.sockets-per-address} and {@code
 * ulimit -n} above the number of sockets.
 */
public final class LiveBench {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int SETTLED_MS = 3_000;
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");

  /** A video on its way: when its write was answered, when it came to the last who waited. */
  private static final class Sent {
    private final int listeners;
    private volatile long accepted;
    private int arrived;
    private long last;

    Sent(int listeners) {
      this.listeners = listeners;
    }

    boolean done() {
      return accepted != 0 && arrived >= listeners;
    }
  }

  private final Map<String, String> arguments;
  private final LiveAudience audience;
  private final Map<String, Sent> sent = new ConcurrentHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Random random;
  private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
  private int made;

  private LiveBench(Map<String, String> arguments) {
    this.arguments = arguments;
    this.random = new Random(number("seed", 1));
    this.audience =
        new LiveAudience(
            number("sockets", 5_000), number("queries", 10_000), decimal("stopped", 0.05));
  }

  public static void main(String[] args) throws IOException {
    Map<String, String> arguments = new HashMap<>();
    for (String argument : args) {
      String[] parts = argument.split("=", 2);
      arguments.put(parts[0], parts[1]);
    }
    new LiveBench(arguments).run();
  }

  private void run() throws IOException {
    URI url = URI.create(text("url"));
    InetSocketAddress server = new InetSocketAddress(url.getHost(), url.getPort());
    try (LiveSockets sockets = new LiveSockets(server, this::arrived)) {
      Memory before = Memory.of(text("pid"));
      long began = System.nanoTime();
      sockets.open(audience.subscriptions());
      System.out.printf(
          Locale.ROOT,
          "%d sockets (%d of them count), opened in %.1f s%n",
          audience.sockets(),
          audience.ordinary(),
          (System.nanoTime() - began) / 1e9);
      idle(sockets, SETTLED_MS);
      before.report(Memory.of(text("pid")), audience.sockets());
      int seconds = number("seconds", 20);
      part(sockets, "warm-up", Math.max(3, seconds / 2));
      double all = part(sockets, "all read", seconds);
      for (int i = audience.ordinary(); i < audience.sockets(); i++) {
        sockets.stopReading(i);
      }
      double some = part(sockets, "some do not", seconds);
      System.out.printf(
          Locale.ROOT,
          "p99 with %.0f %% not reading, against none: %.2fx; closed by the server: %d%s%n",
          100 * decimal("stopped", 0.05),
          some / all,
          sockets.closed(),
          sockets.firstFault() == null ? "" : " (" + sockets.firstFault() + ")");
    }
  }

  /** Writes for so long and waits until what was written has come everywhere. */
  private double part(LiveSockets sockets, String name, int seconds) throws IOException {
    sent.clear();
    double gap = 1e9 / decimal("rate", 20);
    int count = (int) (seconds * decimal("rate", 20));
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = began + (long) (i * gap);
      while (System.nanoTime() < due) {
        sockets.turn(Math.max(1, (due - System.nanoTime()) / 1_000_000));
      }
      write();
    }
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (sent.values().stream().anyMatch(one -> !one.done()) && System.nanoTime() < until) {
      sockets.turn(20);
    }
    return report(name);
  }

  private double report(String name) {
    List<Double> millis = new ArrayList<>();
    int deliveries = 0;
    int missing = 0;
    for (Sent one : sent.values()) {
      deliveries += one.arrived;
      missing += one.done() ? 0 : 1;
      if (one.done() && one.listeners > 0) {
        millis.add(Math.max(0, one.last - one.accepted) / 1e6);
      }
    }
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%-12s %5d videos, %7d deliveries, %d not whole; accepted to last socket: p50 %.1f ms, p99 %.1f ms, most %.1f ms%n",
        name,
        sent.size(),
        deliveries,
        missing,
        quantile(sorted, 0.5),
        quantile(sorted, 0.99),
        quantile(sorted, 1));
    return quantile(sorted, 0.99);
  }

  private static double quantile(double[] ascending, double quantile) {
    return ascending.length == 0
        ? Double.NaN
        : ascending[(int) Math.min(ascending.length - 1, ascending.length * quantile)];
  }

  private void arrived(int socket, String id, long nanos) {
    Sent video = sent.get(id);
    if (video != null && socket < audience.ordinary()) {
      video.arrived++;
      video.last = nanos;
    }
  }

  private void write() throws IOException {
    LiveAudience.Video video = audience.video(random);
    String id = "live-" + run + "-" + made++;
    Sent one = new Sent(video.listeners());
    sent.put(id, one);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(text("url")).resolve("/v1/videos/" + id))
            .header("Authorization", "Bearer " + Files.readString(Path.of(text("token"))).strip())
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"title\":\"" + video.title() + "\"}"))
            .build();
    http.sendAsync(request, BodyHandlers.ofString())
        .thenAccept(
            answer -> {
              if (answer.statusCode() == 202) {
                one.accepted = System.nanoTime();
              } else {
                System.out.println("refused: " + answer.body());
              }
            });
  }

  private static void idle(LiveSockets sockets, int millis) throws IOException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < until) {
      sockets.turn(50);
    }
  }

  private String text(String name) {
    String value = arguments.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + "= is missing");
    }
    return value;
  }

  private int number(String name, int otherwise) {
    return Integer.parseInt(arguments.getOrDefault(name, Integer.toString(otherwise)));
  }

  private double decimal(String name, double otherwise) {
    return Double.parseDouble(arguments.getOrDefault(name, Double.toString(otherwise)));
  }

  /** Of a JVM on this machine, after it has collected its garbage. In kB. */
  private record Memory(long resident, long heap) {

    static Memory of(String pid) throws IOException {
      jcmd(pid, "GC.run");
      String heap = jcmd(pid, "GC.heap_info");
      String status = Files.readString(Path.of("/proc", pid, "status"));
      return new Memory(first(RESIDENT, status), first(HEAP_USED, heap));
    }

    void report(Memory after, int sockets) {
      System.out.printf(
          Locale.ROOT,
          "memory a socket: %.1f kB of heap, %.1f kB resident%n",
          (double) (after.heap - heap) / sockets,
          (double) (after.resident - resident) / sockets);
    }

    private static long first(Pattern pattern, String text) throws IOException {
      Matcher found = pattern.matcher(text);
      if (!found.find()) {
        throw new IOException("no " + pattern + " in " + text);
      }
      return Long.parseLong(found.group(1));
    }

    private static String jcmd(String... arguments) throws IOException {
      List<String> command =
          new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/jcmd").toString()));
      command.addAll(Arrays.asList(arguments));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new String(
          process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
