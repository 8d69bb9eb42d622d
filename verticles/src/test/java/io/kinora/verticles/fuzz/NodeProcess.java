package io.kinora.verticles.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A node as a process of its own, looked at from outside: what it holds, what it logs, and which
 * files it leaves. Its working folder and its folder for temporary files are its alone.
 */
final class NodeProcess implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofSeconds(180);
  private static final Duration CALL_PATIENCE = Duration.ofSeconds(60);

  private static final int TRACE_LINES = 14;
  private static final int MOST_ERRORS = 20;

  private final Path root;
  private final Process process;
  private final Path log;
  private final int port;
  private final String token;

  /**
   * What a node holds at a moment, after a garbage collection.
   *
   * @param files open file descriptors
   */
  record Holding(int threads, long heapMb, long residentMb, int files, int requestsInWork) {}

  private NodeProcess(Path root, Process process, Path log) throws Exception {
    this.root = root;
    this.process = process;
    this.log = log;
    awaitReady();
    String url = Files.readString(data().resolve("node.url")).strip();
    this.port = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    this.token = Files.readString(data().resolve("operator.token")).strip();
  }

  /**
   * Starts it below a folder that is otherwise empty.
   *
   * @param settings as {@code name=value}
   */
  static NodeProcess start(Path root, List<String> settings) throws Exception {
    Files.createDirectories(root.resolve("tmp"));
    Files.createDirectories(root.resolve("cwd"));
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(
        List.of(
            "@" + Path.of("../bin/jvm.args").toAbsolutePath().normalize(),
            "-Xmx1g",
            "-Djava.io.tmpdir=" + root.resolve("tmp"),
            "-cp",
            absolute(System.getProperty("java.class.path")),
            "io.kinora.verticles.cli.Kinora",
            "serve",
            "--data",
            root.resolve("data").toString(),
            "--http-port",
            "0"));
    settings.forEach(setting -> command.addAll(List.of("-s", setting)));
    Path log = root.resolve("node.log");
    Process process =
        new ProcessBuilder(command)
            .directory(root.resolve("cwd").toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    // Whoever stops the tests early must not leave a server behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    try {
      return new NodeProcess(root, process, log);
    } catch (Exception | AssertionError failed) {
      process.destroyForcibly();
      throw failed;
    }
  }

  private static String absolute(String classPath) {
    return Stream.of(classPath.split(":"))
        .map(part -> Path.of(part).toAbsolutePath().toString())
        .reduce((a, b) -> a + ":" + b)
        .orElseThrow();
  }

  private void awaitReady() throws Exception {
    long until = System.nanoTime() + START_PATIENCE.toNanos();
    while (!log().contains("Ready after")) {
      assertThat(process.isAlive()).as(log()).isTrue();
      assertThat(System.nanoTime()).as("not ready: " + log()).isLessThan(until);
      Thread.sleep(50);
    }
  }

  int port() {
    return port;
  }

  String token() {
    return token;
  }

  Path data() {
    return root.resolve("data");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** What the log has at ERROR of our own, or with a stack trace: each once, with some context. */
  List<String> errors() throws IOException {
    List<String> lines = log().lines().toList();
    Map<String, String> errors = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      List<String> next = lines.subList(i, Math.min(lines.size(), i + TRACE_LINES));
      boolean thrown = next.stream().limit(3).anyMatch(line -> line.startsWith("\tat "));
      if (lines.get(i).contains(" ERROR ") && (thrown || lines.get(i).contains(" i.k."))) {
        errors.putIfAbsent(String.join("\n", next).substring(13), String.join("\n", next));
      }
    }
    return errors.values().stream().limit(MOST_ERRORS).toList();
  }

  /** A request as a client in good faith sends it, on a connection of its own. */
  RawAnswer call(String method, String target, String type, byte[] body) throws IOException {
    Draft draft = new Draft(method, target);
    draft.header("Host", "127.0.0.1");
    draft.header("Authorization", "Bearer " + token);
    draft.header("Connection", "close");
    if (!type.isEmpty()) {
      draft.header("Content-Type", type);
      draft.body(body);
    }
    try (RawConnection connection = new RawConnection(port, CALL_PATIENCE)) {
      connection.send(draft.bytes(new java.util.Random(0)));
      RawAnswer answer = connection.read(false);
      assertThat(answer).as(method + " " + target + " was not answered").isNotNull();
      return answer;
    }
  }

  RawAnswer get(String target) throws IOException {
    return call("GET", target, "", new byte[0]);
  }

  RawAnswer put(String id, String json) throws IOException {
    return call(
        "PUT",
        "/v1/videos/" + id + "?wait=searchable",
        "application/json",
        json.getBytes(StandardCharsets.UTF_8));
  }

  /** Files and folders that are there beside the data folder, and those of uploads under way. */
  Set<String> strayFiles() throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path folder :
        List.of(root, data().resolve("uploads"), data().resolve("objects/+incoming"))) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(folder, folder.equals(root) ? 1 : 9)) {
        files.filter(file -> !file.equals(folder)).forEach(file -> found.add(relative(file)));
      }
    }
    for (String own : List.of("tmp", "cwd")) {
      try (Stream<Path> files = Files.walk(root.resolve(own))) {
        files.forEach(file -> found.add(relative(file)));
      }
    }
    return found;
  }

  private String relative(Path file) {
    return root.relativize(file).toString();
  }

  Holding holding() throws Exception {
    collectGarbage();
    String metrics = get("/metrics").text();
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    long residentKb =
        Files.readAllLines(proc.resolve("status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0);
    try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
      return new Holding(
          (int) sum(metrics, "jvm_threads_live_threads"),
          (long) sum(metrics, "jvm_memory_used_bytes{area=\"heap\"") >> 20,
          residentKb >> 10,
          (int) files.count(),
          (int) sum(metrics, "kinora_http_requests_in_work"));
    }
  }

  private static double sum(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private void collectGarbage() throws Exception {
    Process collection =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    assertThat(collection.waitFor(60, TimeUnit.SECONDS)).as("jcmd GC.run").isTrue();
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(40, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
