package io.kinora.verticles.cli;

import io.kinora.catalog.postgres.PostgresAddress;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Settings;
import io.kinora.verticles.http.auth.LocalKeys;
import io.kinora.verticles.node.NodeStartException;
import io.kinora.verticles.node.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kinora cluster}: several nodes on this machine. */
@Command(
    name = "cluster",
    description = {
      "Runs several nodes on this machine, each a process of its own, over one PostgreSQL and one Kafka.",
      "To see how they share the work: a node that ends, however it ends, is started again after a while."
    },
    mixinStandardHelpOptions = true)
final class ClusterCommand implements Callable<Integer> {

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many nodes, 1 to 16 (default ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "kinora-cluster",
      description = "Where everything is kept (default ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private Path data;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      defaultValue = "8080",
      description =
          "The first node's HTTP port, the others' follow; 0 for free ones (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Where the nodes reach one another (default ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private String host;

  @Option(
      names = "--restart-after-s",
      paramLabel = "N",
      defaultValue = "5",
      description = "When to start a node that ended again, seconds (default ${DEFAULT-VALUE}).")
  private int restartAfter;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "NAME=VALUE",
      description = "A setting of all nodes; repeatable. 'kinora settings' lists them.")
  private Map<String, String> others = new LinkedHashMap<>();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (nodes < 1 || nodes > 16) {
      throw new CommandFailedException("--nodes is " + nodes + "; allowed: 1 to 16");
    }
    PrintWriter out = spec.commandLine().getOut();
    Path root = data.toAbsolutePath().normalize();
    Map<String, String> common = new LinkedHashMap<>(Map.of("shards", "6", "replicas", "2"));
    common.putAll(others);
    Files.createDirectories(root);
    LocalKeys.open(root);
    out.println("Starting PostgreSQL and Kafka, data in " + root);
    out.flush();
    Stores stores = new Stores(storesConfig(root, common));
    List<NodeProcess> processes = new ArrayList<>();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  processes.parallelStream().forEach(NodeProcess::close);
                  stores.close();
                  stopped.countDown();
                },
                "kinora-stop"));
    processes.addAll(prepare(root, common, stores, out));
    processes.forEach(NodeProcess::start);
    processes.forEach(NodeProcess::awaitReady);
    Files.copy(
        processes.getFirst().data().resolve("node.url"),
        root.resolve("node.url"),
        StandardCopyOption.REPLACE_EXISTING);
    tell(root, processes, out);
    stopped.await();
    return 0;
  }

  private static NodeConfig storesConfig(Path root, Map<String, String> common) {
    Map<String, String> settings = new LinkedHashMap<>(common);
    settings.put("data", root.toString());
    return NodeConfig.from(Settings.of(null, Map.of(), settings, Map.of()));
  }

  private List<NodeProcess> prepare(
      Path root, Map<String, String> common, Stores stores, PrintWriter out) throws IOException {
    PostgresAddress postgres;
    String kafka;
    try (ExecutorService executor = Executors.newCachedThreadPool()) {
      var opening = stores.postgres(executor);
      kafka = stores.kafka(executor).join();
      postgres = opening.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof NodeStartException known) {
        throw new CommandFailedException(String.valueOf(known.getMessage()));
      }
      throw failed;
    }
    List<Integer> ports = freePorts(nodes);
    String join = String.join(",", ports.stream().map(p -> host + ":" + p).toList());
    List<NodeProcess> processes = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      Path folder = root.resolve("node-" + (i + 1));
      Files.createDirectories(folder);
      for (String key : List.of("token.secret", "operator.token")) {
        Files.copy(root.resolve(key), folder.resolve(key), StandardCopyOption.REPLACE_EXISTING);
      }
      Map<String, String> settings = new LinkedHashMap<>(common);
      settings.put("data", folder.toString());
      settings.put("http.port", Integer.toString(port == 0 ? 0 : port + i));
      settings.put("kafka", kafka);
      settings.put("objects", root.resolve("shared").toString());
      settings.put("cluster.join", join);
      settings.put("cluster.host", host);
      settings.put("cluster.port", Integer.toString(ports.get(i)));
      processes.add(
          new NodeProcess(
              "node-" + (i + 1), folder, settings, postgres.url(), 50 / nodes, restartAfter, out));
    }
    return processes;
  }

  private static void tell(Path root, List<NodeProcess> processes, PrintWriter out) {
    out.println();
    for (NodeProcess node : processes) {
      out.printf("%s  %s  pid %d%n", node.name(), node.url(), node.pid());
    }
    out.println();
    out.println("  A token for whoever may write lies in " + root.resolve("operator.token"));
    out.println("  bin/kinora ingest --data " + root + " ~/Videos");
    out.println("  curl '" + processes.getFirst().url() + "/v1/search?q=lighthouse'");
    out.println("  kill -9 " + processes.getLast().pid() + "     and go on searching");
    out.flush();
  }

  /** Ports that are free now, all different. */
  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }
}
