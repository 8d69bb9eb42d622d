package io.kinora.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the number of shards costs or brings on one machine: searches a second and their latency,
 * over HTTP, client and node in this process. Arguments: an empty folder to work in, how many
 * videos, how many shards.
 */
public final class ShardCountBench {

  private static final int QUERIES = 1_000;
  private static final int WARM_ROUNDS = 1;
  private static final int ROUNDS = 2;
  private static final List<String> MODES = List.of("text", "visual", "hybrid");

  private final BenchNode node;
  private final List<MadeCatalogue.Query> queries = new ArrayList<>();

  private ShardCountBench(BenchNode node, MadeCatalogue made) {
    this.node = node;
    for (int i = 0; i < QUERIES; i++) {
      queries.add(made.query(i));
    }
  }

  public static void main(String[] args) throws Exception {
    int videos = Integer.parseInt(args[1]);
    int shards = Integer.parseInt(args[2]);
    MadeCatalogue made = new MadeCatalogue();
    List<String> lines = new ArrayList<>(videos);
    for (int i = 0; i < videos; i++) {
      lines.add(MadeCatalogue.bulkLine(made.video(i)));
    }
    try (BenchNode node =
        BenchNode.start(Files.createTempDirectory(Path.of(args[0]), "data-"), shards)) {
      node.load(lines);
      node.awaitSearchable(videos);
      awaitMerged();
      new ShardCountBench(node, made).run(shards);
    }
  }

  /** Merges go on after a load; they are over when the process needs next to no time. */
  private static void awaitMerged() throws IOException {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long spent;
    do {
      spent = system.getProcessCpuTime();
      BenchNode.pause(2_000);
    } while (system.getProcessCpuTime() - spent > 100_000_000);
  }

  private void run(int shards) throws Exception {
    for (String mode : MODES) {
      for (int clients : List.of(1, 8)) {
        for (int round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
          long start = System.nanoTime();
          long[] nanos = round(mode, clients);
          double seconds = (System.nanoTime() - start) / 1e9;
          if (round >= WARM_ROUNDS) {
            Arrays.sort(nanos);
            System.out.printf(
                Locale.ROOT,
                "shards %d  %-6s  clients %d  %6.0f/s  p50 %.2f ms  p99 %.2f ms%n",
                shards,
                mode,
                clients,
                QUERIES / seconds,
                nanos[QUERIES / 2] / 1e6,
                nanos[QUERIES * 99 / 100] / 1e6);
          }
        }
      }
    }
  }

  /** Every query once; their latencies. */
  private long[] round(String mode, int clients) throws ExecutionException, InterruptedException {
    long[] nanos = new long[QUERIES];
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Future<?>> running = new ArrayList<>();
      for (int c = 0; c < clients; c++) {
        int first = c;
        running.add(
            threads.submit(
                () -> {
                  for (int i = first; i < QUERIES; i += clients) {
                    String body = body(mode, queries.get(i));
                    long start = System.nanoTime();
                    node.search(body);
                    nanos[i] = System.nanoTime() - start;
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    return nanos;
  }

  private static String body(String mode, MadeCatalogue.Query query) {
    String words = mode.equals("visual") ? "" : ",\"q\":\"" + query.words() + "\"";
    String vector =
        mode.equals("text")
            ? ""
            : ",\"vector\":{\"field\":\"video\",\"values\":" + query.vector() + "}";
    return "{\"mode\":\""
        + mode
        + "\""
        + words
        + vector
        + ",\"limit\":10,\"fields\":[\"id\"],\"deadline_ms\":5000}";
  }
}
