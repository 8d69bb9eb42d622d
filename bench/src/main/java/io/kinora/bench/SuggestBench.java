package io.kinora.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.kinora.bench.peers.ClosedLoop;
import io.kinora.bench.peers.RawHttp;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Suggestions over HTTP as viewers type, and searches by words beside them in the same run; clients
 * and node in this process. One prefix in five has a typing error, one in fifty two. Arguments: an
 * empty folder to work in, how many videos, how many clients, and if wished a file of titles.
 */
public final class SuggestBench {

  private static final int QUESTIONS = 8_000;
  private static final int LONGEST_TYPED = 25;
  private static final int ROUNDS = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI url;
  private final int clients;
  private final MadeTitles titles;
  private final int videos;
  private final Random random = new Random(7);

  private SuggestBench(URI url, int clients, MadeTitles titles, int videos) {
    this.url = url;
    this.clients = clients;
    this.titles = titles;
    this.videos = videos;
  }

  public static void main(String[] args) throws Exception {
    int videos = Integer.parseInt(args[1]);
    int clients = Integer.parseInt(args[2]);
    MadeTitles titles =
        args.length > 3 ? MadeTitles.fromFile(Path.of(args[3])) : MadeTitles.fromPatterns();
    MadeCatalogue made = new MadeCatalogue();
    List<String> lines = new ArrayList<>(videos);
    for (int i = 0; i < videos; i++) {
      lines.add(bulkLine(i, titles, made));
    }
    Path data = Files.createTempDirectory(Path.of(args[0]), "data-");
    try (BenchNode node = BenchNode.start(data, 1)) {
      long begin = System.nanoTime();
      node.load(lines);
      node.awaitSearchable(videos);
      System.out.printf(
          Locale.ROOT, "%d videos loaded in %.1f s%n", videos, (System.nanoTime() - begin) / 1e9);
      awaitMerged();
      new SuggestBench(node.url(), clients, titles, videos).run();
    }
  }

  private static String bulkLine(int number, MadeTitles titles, MadeCatalogue made) {
    var said = made.video(number).metadata();
    ObjectNode video = JSON.createObjectNode();
    video.put("id", "video-" + number);
    video.put("title", titles.title(number));
    video.put("channel", titles.channel(number));
    video.put("description", said.description());
    video.put("views", (long) Math.exp(new Random(number).nextDouble() * 18));
    titles.tags(number).forEach(video.putArray("tags")::add);
    return JSON.createObjectNode().set("put", video) + "\n";
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

  private void run() throws Exception {
    List<byte[]> suggestions = new ArrayList<>();
    List<byte[]> filtered = new ArrayList<>();
    List<byte[]> searches = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      String typed = "/v1/suggest?q=" + encoded(typed());
      suggestions.add(get(typed));
      filtered.add(get(typed + "&filter=" + encoded("views:>1000000")));
      searches.add(
          get("/v1/search?mode=text&limit=10&fields=id&deadline_ms=5000&q=" + encoded(words())));
    }
    for (int round = 0; round <= ROUNDS; round++) {
      report(round, "suggest", suggestions);
      report(round, "suggest, filtered", filtered);
      report(round, "text search", searches);
    }
  }

  private static byte[] get(String path) {
    return RawHttp.request("GET", path, "application/json", null, "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The beginning of a title, half of the time from a later word. */
  private String typed() {
    String[] words = titles.title(random.nextInt(videos)).toLowerCase(Locale.ROOT).split(" ");
    int from = random.nextBoolean() ? 0 : random.nextInt(words.length);
    String rest = String.join(" ", Arrays.copyOfRange(words, from, words.length));
    String typed = rest.substring(0, 1 + random.nextInt(Math.min(LONGEST_TYPED, rest.length())));
    if (typed.length() >= 4 && random.nextInt(5) == 0) {
      typed = wrong(typed);
    }
    return typed.length() >= 8 && random.nextInt(50) == 0 ? wrong(typed) : typed;
  }

  private String wrong(String typed) {
    int at = 1 + random.nextInt(typed.length() - 1);
    char other = (char) ('a' + random.nextInt(26));
    return switch (random.nextInt(3)) {
      case 0 -> typed.substring(0, at) + other + typed.substring(at);
      case 1 -> typed.substring(0, at) + other + typed.substring(at + 1);
      default -> typed.substring(0, at) + typed.substring(at + 1);
    };
  }

  /** Three words of a title. */
  private String words() {
    String[] words = titles.title(random.nextInt(videos)).split(" ");
    return String.join(" ", Arrays.copyOf(words, Math.min(3, words.length)));
  }

  /** The first round is to warm up. */
  private void report(int round, String what, List<byte[]> requests) throws Exception {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long spent = system.getProcessCpuTime();
    ClosedLoop loop = ClosedLoop.run(clients, QUESTIONS, () -> new Client(requests));
    double cpuMs = (system.getProcessCpuTime() - spent) / 1e6 / QUESTIONS;
    if (round == 0) {
      return;
    }
    long partial = loop.answers().stream().filter(a -> !a.contains("\"partial\":false")).count();
    System.out.printf(
        Locale.ROOT,
        "%-18s clients %d  %6.0f/s  p50 %.2f  p99 %.2f  longest %.1f ms  CPU %.3f ms each"
            + " (client and node)  partial %d  load %.1f%n",
        what,
        clients,
        loop.perSecond(),
        loop.percentile(0.5),
        loop.percentile(0.99),
        loop.percentile(1),
        cpuMs,
        partial,
        system.getSystemLoadAverage());
  }

  /** One kept-alive connection. */
  private final class Client implements ClosedLoop.Asker {

    private final RawHttp connection = new RawHttp(url);
    private final List<byte[]> requests;

    Client(List<byte[]> requests) throws IOException {
      this.requests = requests;
    }

    @Override
    public String ask(int question) throws IOException {
      return connection.send(requests.get(question));
    }

    @Override
    public void close() throws IOException {
      connection.close();
    }
  }
}
