package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncingTest {

  /** A bound on a hang, not a measure. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String ADDRESS = "a.shard";

  @TempDir Path folder;

  @Test
  void a_node_that_others_have_forgotten_to_listen_is_heard_again_after_the_cluster_changed()
      throws Exception {
    int port = freePort();
    try (ClusteredVertx first = ClusteredVertx.start(config(port, port), "first")) {
      first.vertx().eventBus().consumer(ADDRESS, question -> question.reply("here"));
      try (ClusteredVertx second = ClusteredVertx.start(config(freePort(), port), "second")) {
        awaitAnswer(second);

        while (isAnswered(second)) {
          forgetWhoListens(); // again, if it was announced just then
        }

        awaitAnswer(second);
      }
    }
  }

  private static void awaitAnswer(ClusteredVertx asking) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isAnswered(asking)) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(50);
    }
  }

  private static boolean isAnswered(ClusteredVertx asking) throws Exception {
    try {
      asking
          .vertx()
          .eventBus()
          .request(ADDRESS, "are you there?")
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException nobody) {
      return false;
    }
  }

  /** As a member does that clears away, too late, what a lost one had announced. */
  private static void forgetWhoListens() {
    HazelcastInstance member =
        Hazelcast.getAllHazelcastInstances().stream()
            .filter(each -> each.getConfig().getClusterName().equals("kinora"))
            .findFirst()
            .orElseThrow();
    member.getMultiMap("__vertx.subs").remove(ADDRESS);
  }

  private NodeConfig config(int port, int join) {
    Map<String, String> settings =
        Map.of(
            "data",
            folder.toString(),
            "cluster.port",
            Integer.toString(port),
            "cluster.join",
            "127.0.0.1:" + join,
            "postgres",
            "postgresql://kinora@127.0.0.1/kinora",
            "kafka",
            "127.0.0.1:9092",
            "objects",
            folder.toString());
    return NodeConfig.from(Settings.of(null, Map.of(), settings, Map.of()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
