package io.kinora.verticles.cli;

import io.kinora.verticles.Version;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.node.Node;
import io.kinora.verticles.node.NodeStartException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** A node of this process, stopped when the process is told to end. */
record RunningNode(Node node, double secondsToReady, CountDownLatch stopped) {

  static RunningNode start(NodeConfig config, PrintWriter out) {
    long begin = System.nanoTime();
    out.println("Starting Kinora " + Version.TEXT + ", data in " + config.data());
    out.flush();
    Node node;
    try {
      node = Node.start(config);
    } catch (NodeStartException failed) {
      throw new CommandFailedException(String.valueOf(failed.getMessage()));
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  node.close();
                  stopped.countDown();
                },
                "kinora-stop"));
    return new RunningNode(node, (System.nanoTime() - begin) / 1e9, stopped);
  }

  void printWelcome(PrintWriter out) {
    out.printf(Locale.ROOT, "Ready after %.1f s: %s%n", secondsToReady, node.url());
    node.newToken()
        .ifPresent(
            token -> {
              out.println();
              out.println(
                  "A token for whoever may write here (role operator), shown this once; it also lies in "
                      + node.tokenFile()
                      + ":");
              out.println("  " + token);
            });
    out.println();
    out.println("  curl '" + node.url() + "/v1/search?q=lighthouse'");
    out.println();
    out.flush();
  }

  /** Blocks until the process is told to end. */
  void awaitStop() throws InterruptedException {
    stopped.await();
  }
}
