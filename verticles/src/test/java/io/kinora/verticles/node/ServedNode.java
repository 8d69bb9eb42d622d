package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code kinora serve} as a process of its own, as an operator would start and end it. */
final class ServedNode {

  /** Bounds on a hang, not measures: a busy machine may take its time. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path data;
  private final Path log;
  private final Process process;

  private ServedNode(Path data, Path log, Process process) {
    this.data = data;
    this.log = log;
    this.process = process;
  }

  /**
   * @param log where its output goes; the JVM's options come before the program's arguments
   */
  static ServedNode spawn(Path data, Path log, List<String> jvm, List<String> arguments)
      throws IOException {
    Files.deleteIfExists(data.resolve("node.url"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("@../bin/jvm.args", "-Xmx1g"));
    command.add("-XX:TieredStopAtLevel=1"); // lives for seconds: compiling well does not pay
    command.add("-Dlogback.configurationFile=logback.xml"); // the program's, not the tests'
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.kinora.verticles.cli.Kinora", "serve"));
    command.addAll(List.of("--data", data.toString(), "--http-port", "0"));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    return new ServedNode(data, log, process);
  }

  /** Waits until it says that it is ready. */
  HttpCalls awaitReady() throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!said().contains("Ready after")) {
      assertThat(process.isAlive()).as(said()).isTrue();
      assertThat(System.nanoTime()).as("not ready: " + said()).isLessThan(until);
      Thread.sleep(50);
    }
    return new HttpCalls(read(data.resolve("node.url")), read(data.resolve("operator.token")));
  }

  String said() throws IOException {
    return Files.readString(log);
  }

  /** What it logged as an error, with the lines after it. */
  String trouble() throws IOException {
    List<String> lines = said().lines().toList();
    StringBuilder trouble = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(" ERROR ")) {
        lines
            .subList(i, Math.min(lines.size(), i + 25))
            .forEach(l -> trouble.append(l).append('\n'));
      }
    }
    return trouble.toString();
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGSTOP, and SIGCONT after a while. */
  void freeze(Duration time) throws Exception {
    signal("STOP");
    try {
      Thread.sleep(time);
    } finally {
      signal("CONT");
    }
  }

  private void signal(String name) throws Exception {
    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  /**
   * SIGTERM.
   *
   * @return the exit code
   */
  int stop() throws Exception {
    process.destroy();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("still running after SIGTERM: " + said())
        .isTrue();
    return process.exitValue();
  }

  /** Kills what is left, the database server of a killed node included. */
  void clear() throws Exception {
    if (process.isAlive()) {
      kill();
    }
    killDatabase();
  }

  /** {@code kill -9} for the node's PostgreSQL too, if it runs, as when a machine goes down. */
  void killDatabase() throws Exception {
    Optional<ProcessHandle> server = postmaster().flatMap(ProcessHandle::of);
    if (server.isPresent() && runsHere(server.get())) {
      server.get().destroyForcibly();
      server.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private Optional<Long> postmaster() throws IOException {
    try {
      return Files.readAllLines(data.resolve("postgres/postmaster.pid")).stream()
          .findFirst()
          .map(pid -> Long.parseLong(pid.strip()));
    } catch (NoSuchFileException notRunning) {
      return Optional.empty();
    }
  }

  /** The number may be another process's by now. */
  private boolean runsHere(ProcessHandle server) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + server.pid() + "/cwd"))
          .equals(data.resolve("postgres").toRealPath());
    } catch (IOException gone) {
      return false;
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file).strip();
  }
}
