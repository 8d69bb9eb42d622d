package io.kinora.verticles.cli;

import io.kinora.verticles.config.NodeConfig;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kinora serve}: a node, until it is told to stop. */
@Command(
    name = "serve",
    description = {
      "Runs a node: HTTP API, search, background work, and, unless settings name outside ones, its own PostgreSQL and Kafka.",
      "Stops cleanly on SIGTERM or Ctrl-C."
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private NodeOptions options;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    NodeConfig config = options.config(Map.of());
    PrintWriter out = spec.commandLine().getOut();
    RunningNode node = RunningNode.start(config, out);
    node.printWelcome(out);
    node.awaitStop();
    return 0;
  }
}
