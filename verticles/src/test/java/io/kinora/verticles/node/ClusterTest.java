package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.verticles.node.HttpCalls.Answer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes as {@code kinora cluster} starts them; the last test loses one. */
@TestMethodOrder(OrderAnnotation.class)
final class ClusterTest {

  private static final int VIDEOS = 30;
  private static final int SHARDS = 4;

  /** A bound on a hang, not a measure: a busy machine may take its time. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir static Path folder;
  private static Process cluster;
  private static final List<HttpCalls> NODES = new ArrayList<>();

  @BeforeAll
  static void threeNodes() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("@../bin/jvm.args", "-Dlogback.configurationFile=logback.xml"));
    command.add("-XX:TieredStopAtLevel=1"); // its nodes live for a minute
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.kinora.verticles.cli.Kinora", "cluster", "--nodes", "3"));
    command.addAll(List.of("--data", data().toString(), "--http-port", "0"));
    command.addAll(List.of("--restart-after-s", "3600", "-s", "shards=" + SHARDS));
    command.addAll(List.of("-s", "encoders.text=none", "-s", "encoders.sight=none"));
    command.addAll(List.of("-s", "search.cache=none", "-s", "cluster.rebuild-after-s=1"));
    cluster =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(folder.resolve("log").toFile()))
            .start();
    eventually(() -> said().contains("go on searching"));
    for (int node = 1; node <= 3; node++) {
      NODES.add(new HttpCalls(read(node, "node.url"), read(node, "operator.token")));
    }
    eventually(() -> NODES.stream().allMatch(node -> whole(node, 2)));
    for (int i = 0; i < VIDEOS; i++) {
      String json = "{\"title\": \"river number%d\", \"channel\": \"c%d\"}".formatted(i, i % 3);
      assertThat(NODES.get(i % 3).put("v" + i, json).status()).isEqualTo(200);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.toHandle().destroy();
    assertThat(cluster.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  @Order(1)
  void the_replicas_of_a_shard_are_on_different_nodes_and_every_node_has_its_share() {
    JsonNode shards = NODES.getFirst().getJson("/v1/admin/shards").path("shards");

    assertThat(shards).hasSize(SHARDS);
    for (JsonNode shard : shards) {
      List<String> nodes = shard.path("replicas").findValuesAsText("node");
      assertThat(nodes).hasSize(2).doesNotHaveDuplicates();
    }
    for (JsonNode node : NODES.getFirst().getJson("/v1/admin/nodes").path("nodes")) {
      assertThat(node.path("replicas").size()).isBetween(2, 3);
    }
  }

  @Test
  @Order(2)
  void every_node_answers_the_same_query_with_the_same_results() {
    for (String query : List.of("river", "river number7", "number3 number4 number5")) {
      List<JsonNode> answers =
          NODES.stream().map(node -> node.getJson(search(query, 20)).path("hits")).toList();

      assertThat(answers.getFirst()).isNotEmpty();
      assertThat(new HashSet<>(answers)).as(query).hasSize(1);
    }
    JsonNode all = NODES.get(1).getJson(search("river", 100));
    assertThat(all.path("hits").findValuesAsText("id")).hasSize(VIDEOS).doesNotHaveDuplicates();
    assertThat(all.path("total").path("value").asInt()).isEqualTo(VIDEOS);
  }

  @Test
  @Order(3)
  void a_killed_node_costs_no_answer_and_others_take_over_its_replicas() throws Exception {
    long victim = Long.parseLong(read(3, "node.lock"));
    List<HttpCalls> left = NODES.subList(0, 2);

    ProcessHandle.of(victim).orElseThrow().destroyForcibly();
    for (int i = 0; i < 10 * VIDEOS; i++) {
      JsonNode answer = left.get(i % 2).getJson(search("number" + i % VIDEOS, 5));
      assertThat(answer.path("partial").toString()).isEqualTo("false");
      assertThat(answer.path("hits").findValuesAsText("id")).containsExactly("v" + i % VIDEOS);
    }

    eventually(() -> left.stream().allMatch(node -> whole(node, 2)));
    Answer written = left.getFirst().put("late", "{\"title\": \"written with two nodes\"}");
    assertThat(written.status()).isEqualTo(200);
    assertThat(left.get(1).getJson(search("written", 5)).path("hits").findValuesAsText("id"))
        .containsExactly("late");
  }

  private static String search(String words, int limit) {
    return "/v1/search?deadline_ms=5000&mode=text&limit=" + limit + "&q=" + words.replace(' ', '+');
  }

  /** Whether a node sees this many serving replicas of every shard, and no others. */
  private static boolean whole(HttpCalls node, int replicas) {
    for (JsonNode shard : node.getJson("/v1/admin/shards").path("shards")) {
      List<String> states = shard.path("replicas").findValuesAsText("state");
      if (states.size() != replicas || !states.stream().allMatch("serving"::equals)) {
        return false;
      }
    }
    return true;
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void eventually(Condition condition) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(cluster.isAlive()).as(said()).isTrue();
      assertThat(System.nanoTime()).as(said()).isLessThan(until);
      Thread.sleep(100);
    }
  }

  private static String said() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private static Path data() {
    return folder.resolve("cluster");
  }

  private static String read(int node, String file) throws IOException {
    return Files.readString(data().resolve("node-" + node).resolve(file)).strip();
  }
}
