package io.kinora.bench.peers;

import io.kinora.verticles.cli.Kinora;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Kinora and OpenSearch side by side. Both are started, filled with the same videos, warmed and
 * then asked the same questions in turn, round by round, so that whatever else the machine does
 * meets both; a figure is the median of the rounds. {@code bin/bench-peers} calls it.
 */
public final class PeerBench {

  private static final int DIMENSION = 384;
  private static final int QUERIES = 2_000;
  private static final int CLIENTS = 8;

  /**
   * Rounds of every kind before any is measured: each side compiles itself for a minute of one core
   * before it is as fast as it gets.
   */
  private static final int WARM_UPS = 20;

  /** Rounds of a kind after others were asked. */
  private static final int AGAIN = 2;

  private final PrintStream out;
  private final Path work;
  private final Corpus corpus;
  private final int rounds;

  private PeerBench(PrintStream out, Path work, Corpus corpus, int rounds) {
    this.out = out;
    this.work = work;
    this.corpus = corpus;
    this.rounds = rounds;
  }

  /** One side's figures for one kind of query. */
  private record Figures(double perSecond, double p50, double p99, double recall) {}

  /**
   * @param args work folder, class path of OpenSearch, jvm.args of Kinora, heap of Kinora (e.g.
   *     512m), number of videos, number of rounds
   */
  public static void main(String[] args) throws Exception {
    Path work = Path.of(args[0]);
    Files.createDirectories(work);
    Corpus corpus = Corpus.make(Integer.parseInt(args[4]), QUERIES, DIMENSION);
    new PeerBench(System.out, work, corpus, Integer.parseInt(args[5]))
        .run(args[1], args[2], args[3]);
  }

  private void run(String openSearchClasses, String jvmArgs, String heap) throws Exception {
    OpenSearchPeer other = new OpenSearchPeer(URI.create("http://127.0.0.1:" + freePort()));
    try (ServerProcess openSearch = openSearch(openSearchClasses, other.address().getPort())) {
      out.println("OpenSearch is filled ...");
      other.load(corpus);
      Path data = work.resolve("kinora");
      try (ServerProcess first = kinora(jvmArgs, heap, data)) {
        out.printf("Kinora is filled (empty start: %.1f s) ...%n", first.readySeconds());
        kinoraPeer(data).load(corpus);
      }
      try (ServerProcess kinora = kinora(jvmArgs, heap, data)) {
        KinoraPeer own = kinoraPeer(data);
        compare(own, other);
        overHttp(own);
        out.printf("%nKinora, start to ready with this index: %.1f s%n", kinora.readySeconds());
        out.printf(
            "resident after serving: Kinora %.2f GB (with its PostgreSQL and Kafka), OpenSearch %.2f GB%n",
            kinora.residentBytes() / 1e9, openSearch.residentBytes() / 1e9);
      }
    }
    startWithCache(jvmArgs, heap, work.resolve("kinora"));
  }

  /** As after {@code bin/faster-start}: with what the JVM learned from the start before. */
  private void startWithCache(String jvmArgs, String heap, Path data) throws Exception {
    Path cache = work.resolve("kinora.aot");
    kinora(jvmArgs, heap, data, "-XX:AOTCacheOutput=" + cache).close();
    try (ServerProcess kinora = kinora(jvmArgs, heap, data, "-XX:AOTCache=" + cache)) {
      out.printf("the same with bin/faster-start's cache: %.1f s%n", kinora.readySeconds());
    }
  }

  private ServerProcess openSearch(String classes, int port) throws Exception {
    return ServerProcess.start(
        List.of(
            java(),
            "-Xms2g",
            "-Xmx2g",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classes,
            "OpenSearchNode",
            work.resolve("opensearch").toString(),
            Integer.toString(port)),
        work.resolve("opensearch.log"),
        () -> answers(URI.create("http://127.0.0.1:" + port), "/_cluster/health"));
  }

  private ServerProcess kinora(String jvmArgs, String heap, Path data, String... more)
      throws Exception {
    Files.deleteIfExists(data.resolve("node.url"));
    List<String> command = new ArrayList<>(List.of(java(), "@" + jvmArgs, "-Xmx" + heap));
    command.addAll(List.of(more));
    command.addAll(
        List.of(
            "-cp",
            nodeClasses(),
            Kinora.class.getName(),
            "serve",
            "--data",
            data.toString(),
            "--http-port",
            "0"));
    KinoraPeer.SETTINGS.forEach(setting -> command.addAll(List.of("-s", setting)));
    return ServerProcess.start(
        command, work.resolve("kinora.log"), () -> answers(url(data), "/health/ready"));
  }

  /** The node's own jars: what the JVM learned of a start it keeps for jars, not for folders. */
  private static String nodeClasses() {
    String bench = PeerBench.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !Path.of(entry).equals(Path.of(bench)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static KinoraPeer kinoraPeer(Path data) throws IOException {
    String token = Files.readString(data.resolve("operator.token")).strip();
    return new KinoraPeer(url(data), token, data.resolve("index").resolve("1").resolve("0"));
  }

  private static URI url(Path data) throws IOException {
    return URI.create(Files.readString(data.resolve("node.url")).strip());
  }

  private static boolean answers(URI server, String path) throws IOException {
    try (RawHttp http = new RawHttp(server)) {
      http.send(RawHttp.request("GET", path, "application/json", null, ""));
      return true;
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void compare(KinoraPeer own, OpenSearchPeer other) throws Exception {
    out.printf(
        "%n%,d videos, %d numbers a vector, %d clients, %d rounds of %,d queries in turn; medians%n",
        corpus.videos().size(), DIMENSION, CLIENTS, rounds, QUERIES);
    out.printf(
        "%-8s %-11s %9s %9s %9s %10s%n", "", "", "queries/s", "p50 ms", "p99 ms", "recall@10");
    for (Peer.Mode mode : Peer.Mode.values()) {
      inTurn(WARM_UPS, mode, own, other);
    }
    for (Peer.Mode mode : Peer.Mode.values()) {
      inTurn(AGAIN, mode, own, other);
      Map<Side, List<Figures>> measured = inTurn(rounds, mode, own, other);
      Figures ours = median(measured.getOrDefault(Side.KINORA, List.of()));
      Figures theirs = median(measured.getOrDefault(Side.OPENSEARCH, List.of()));
      print(mode, own, ours);
      print(mode, other, theirs);
      out.printf(
          "%-8s %-11s %8.2fx %18.2fx%n",
          "", "ratio", ours.perSecond() / theirs.perSecond(), ours.p99() / theirs.p99());
    }
  }

  private enum Side {
    KINORA,
    OPENSEARCH
  }

  private Map<Side, List<Figures>> inTurn(int times, Peer.Mode mode, Peer own, Peer other)
      throws Exception {
    Map<Side, List<Figures>> figures = new EnumMap<>(Side.class);
    for (int round = 0; round < times; round++) {
      for (Side side : Side.values()) {
        Figures each = round(mode, side == Side.KINORA ? own : other);
        figures.computeIfAbsent(side, s -> new ArrayList<>()).add(each);
      }
    }
    return figures;
  }

  private Figures round(Peer.Mode mode, Peer peer) throws Exception {
    byte[][] requests = new byte[QUERIES][];
    Arrays.setAll(requests, i -> peer.request(mode, corpus.queries().get(i)));
    ClosedLoop loop =
        ClosedLoop.run(
            CLIENTS,
            QUERIES,
            () -> {
              RawHttp http = new RawHttp(peer.address());
              return asker(question -> http.send(requests[question]), http);
            });
    double recall =
        mode == Peer.Mode.VECTOR
            ? corpus.recall(loop.answers().stream().map(peer::ids).toList())
            : Double.NaN;
    return new Figures(loop.perSecond(), loop.percentile(0.5), loop.percentile(0.99), recall);
  }

  /** How to ask one question. */
  private interface Question {
    String ask(int question) throws Exception;
  }

  private static ClosedLoop.Asker asker(Question how, AutoCloseable with) {
    return new ClosedLoop.Asker() {
      @Override
      public String ask(int question) throws Exception {
        return how.ask(question);
      }

      @Override
      public void close() throws Exception {
        with.close();
      }
    };
  }

  private void print(Peer.Mode mode, Peer peer, Figures figures) {
    out.printf(
        "%-8s %-11s %9.0f %9.2f %9.2f %10s%n",
        mode.key(),
        peer.name(),
        figures.perSecond(),
        figures.p50(),
        figures.p99(),
        Double.isNaN(figures.recall()) ? "" : "%.4f".formatted(figures.recall()));
  }

  private static Figures median(List<Figures> rounds) {
    return new Figures(
        median(rounds.stream().mapToDouble(Figures::perSecond).toArray()),
        median(rounds.stream().mapToDouble(Figures::p50).toArray()),
        median(rounds.stream().mapToDouble(Figures::p99).toArray()),
        median(rounds.stream().mapToDouble(Figures::recall).toArray()));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** The same Lucene queries over HTTP and as method calls, in turn, with a client a core. */
  private void overHttp(KinoraPeer own) throws Exception {
    int cores = Runtime.getRuntime().availableProcessors();
    List<Double> shares = new ArrayList<>();
    List<Double> calls = new ArrayList<>();
    try (InProcessText direct = InProcessText.open(own.index(), work.resolve("copy"), DIMENSION)) {
      for (int round = -WARM_UPS; round < rounds; round++) {
        double over = round(Peer.Mode.TEXT, own).perSecond();
        double called =
            ClosedLoop.run(
                    cores, QUERIES, () -> asker(q -> direct.ask(corpus.queries().get(q)), () -> {}))
                .perSecond();
        if (round >= 0) {
          shares.add(over / called);
          calls.add(called);
        }
      }
    }
    out.printf(
        "%ntext: %.0f queries/s called in-process on %d cores; over HTTP %.0f %% of that%n",
        median(calls.stream().mapToDouble(d -> d).toArray()),
        cores,
        100 * median(shares.stream().mapToDouble(d -> d).toArray()));
  }
}
