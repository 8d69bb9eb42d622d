package io.kinora.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Kills, freezes and restarts nodes of a cluster that {@code kinora cluster} runs, and has its
 * index built anew, under searches and writes, and tells what the users noticed; then looks every
 * acknowledged video up on every node. Arguments: the cluster's data folder, then drills out of
 * {@code quiet kill freeze rolling reindex partition}; the last takes the network link {@link
 * #LINK} down and up again. {@code -Dsearches=N}: searches a second, all clients together.
 */
public final class ClusterDrill {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LINK = "kinora-drill0";
  private static final int SEARCHERS = 4;
  private static final int SEARCHES_PER_SECOND = Integer.getInteger("searches", 200);
  private static final int MOST_REASONS = 12;
  private static final int WARM_UP_S = 40;
  private static final int MOST_LOOKED_UP = 2_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final DrilledNodes nodes;
  private final DrillLoad load;

  private ClusterDrill(DrilledNodes nodes, DrillLoad load) {
    this.nodes = nodes;
    this.load = load;
  }

  public static void main(String[] args) throws Exception {
    DrilledNodes nodes = new DrilledNodes(Path.of(args[0]));
    if (nodes.awaitWhole(PATIENCE) < 0) {
      throw new IllegalStateException("the cluster is not whole");
    }
    boolean good = true;
    try (DrillLoad load = new DrillLoad(nodes, System.currentTimeMillis() % 1_000_000_000)) {
      load.start(SEARCHERS, SEARCHES_PER_SECOND);
      TimeUnit.SECONDS.sleep(WARM_UP_S);
      ClusterDrill drill = new ClusterDrill(nodes, load);
      System.out.println(
          "drill     complete partial wrong  cut refused unanswered  longest gap   written failed  whole again");
      for (String name : List.of(args).subList(1, args.length)) {
        drill.run(name);
      }
      load.close();
      good = drill.verify();
    }
    System.exit(good ? 0 : 1);
  }

  private void run(String name) throws IOException, InterruptedException {
    load.reset();
    int victim = nodes.count() - 1;
    TimeUnit.SECONDS.sleep(3);
    switch (name) {
      case "quiet" -> TimeUnit.SECONDS.sleep(10);
      case "kill" -> {
        nodes.signal(victim, "KILL");
        TimeUnit.SECONDS.sleep(10);
      }
      case "freeze" -> {
        nodes.signal(victim, "STOP");
        TimeUnit.SECONDS.sleep(15);
        nodes.signal(victim, "CONT");
        TimeUnit.SECONDS.sleep(10);
      }
      case "rolling" -> {
        for (int node = 0; node < nodes.count(); node++) {
          nodes.signal(node, "TERM");
          TimeUnit.SECONDS.sleep(5);
          nodes.awaitWhole(PATIENCE);
        }
      }
      case "partition" -> {
        link("down");
        TimeUnit.SECONDS.sleep(30);
        link("up");
        TimeUnit.SECONDS.sleep(10);
      }
      case "reindex" -> {
        int built = nodes.reindex(PATIENCE);
        for (int generation : List.of(built - 1, built)) { // back, and forth again
          TimeUnit.SECONDS.sleep(3);
          nodes.search(generation, PATIENCE);
        }
      }
      default -> throw new IllegalArgumentException(name + " is no drill");
    }
    double whole = nodes.awaitWhole(PATIENCE);
    TimeUnit.SECONDS.sleep(2);
    System.out.printf(
        Locale.ROOT,
        "%-9s %8d %7d %5d %4d %7d %10d %9d ms %9d %6d %10.1f s%n",
        name,
        load.complete.get(),
        load.partial.get(),
        load.wrong.get(),
        load.cut.get(),
        load.refused.get(),
        load.unanswered.get(),
        load.longestGap.get() / 1_000_000,
        load.written.get(),
        load.writesFailed.get(),
        whole);
    load.reasons.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(MOST_REASONS)
        .forEach(one -> System.out.println("  " + one.getValue() + " " + one.getKey()));
  }

  private static void link(String state) throws IOException, InterruptedException {
    new ProcessBuilder("ip", "link", "set", LINK, state).inheritIO().start().waitFor();
  }

  /**
   * Every acknowledged video is found once, in its last acknowledged state or a later one, by every
   * node.
   */
  private boolean verify() throws IOException, InterruptedException {
    TimeUnit.SECONDS.sleep(3);
    List<Map.Entry<String, Long>> acknowledged = new ArrayList<>(load.acknowledged().entrySet());
    Collections.shuffle(acknowledged);
    List<Map.Entry<String, Long>> sample =
        acknowledged.subList(0, Math.min(MOST_LOOKED_UP, acknowledged.size()));
    long lost = 0;
    for (Map.Entry<String, Long> video : sample) {
      for (int node = 0; node < nodes.count(); node++) {
        Duration patience = Duration.ofSeconds(10);
        JsonNode stored =
            JSON.readTree(
                nodes.call(node, "GET", "/v1/videos/" + video.getKey(), "", patience).body());
        String query = "/v1/search?mode=text&deadline_ms=5000&q=" + load.wordOf(video.getKey());
        JsonNode found = JSON.readTree(nodes.call(node, "GET", query, "", patience).body());
        boolean right =
            stored.path("version").asLong() >= video.getValue()
                && found.path("hits").size() == 1
                && found.at("/hits/0/title").equals(stored.path("title"));
        if (!right) {
          lost++;
          System.out.println(
              "lost on node " + (node + 1) + ": " + video + " " + stored + " " + found);
        }
      }
    }
    System.out.println(
        sample.size()
            + " of "
            + acknowledged.size()
            + " acknowledged videos looked up on "
            + nodes.count()
            + " nodes: "
            + lost
            + " not as acknowledged");
    return lost == 0;
  }
}
