package io.kinora.verticles.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A node in a process of its own, started again whenever it ends. */
final class NodeProcess implements AutoCloseable {

  private static final int STOP_PATIENCE_S = 20;

  private final String name;
  private final Path data;
  private final Map<String, String> settings;
  private final String postgres;
  private final int memoryPercent;
  private final int restartAfter;
  private final PrintWriter out;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable Process process;

  /**
   * @param postgres its URL; with its password it belongs in the environment, not in the arguments
   * @param memoryPercent of the machine's memory, for the heap
   */
  NodeProcess(
      String name,
      Path data,
      Map<String, String> settings,
      String postgres,
      int memoryPercent,
      int restartAfter,
      PrintWriter out) {
    this.name = name;
    this.data = data;
    this.settings = settings;
    this.postgres = postgres;
    this.memoryPercent = memoryPercent;
    this.restartAfter = restartAfter;
    this.out = out;
  }

  String name() {
    return name;
  }

  Path data() {
    return data;
  }

  long pid() {
    Process running = process;
    return running == null ? -1 : running.pid();
  }

  String url() {
    try {
      return Files.readString(data.resolve("node.url")).strip();
    } catch (IOException absent) {
      return "";
    }
  }

  /** Starts it, and again each time it has ended, until {@link #close}. */
  void start() {
    try {
      Files.deleteIfExists(data.resolve("node.url"));
      launch();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread.ofVirtual().name(name).start(this::keepRunning);
  }

  private void keepRunning() {
    try {
      while (stopping.getCount() > 0) {
        Process running = process;
        if (running == null) {
          return;
        }
        relay(running);
        int code = running.waitFor();
        if (stopping.getCount() == 0) {
          return;
        }
        say("ended with " + code + "; it is started again in " + restartAfter + " s");
        if (stopping.await(restartAfter, TimeUnit.SECONDS)) {
          return;
        }
        launch();
      }
    } catch (IOException failed) {
      say("cannot be started: " + failed.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-XX:MaxRAMPercentage=" + memoryPercent);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Kinora.class.getName()));
    command.add("serve");
    settings.forEach((key, value) -> command.addAll(List.of("-s", key + "=" + value)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KINORA_POSTGRES", postgres);
    process = builder.start();
  }

  private void relay(Process running) throws IOException {
    try (BufferedReader lines = running.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        say(line);
        line = lines.readLine();
      }
    }
  }

  private void say(String line) {
    synchronized (out) {
      out.println(name + " | " + line);
      out.flush();
    }
  }

  /** Blocks until it answers HTTP for the first time, or has ended. */
  void awaitReady() {
    try {
      while (url().isEmpty() && !stopping.await(100, TimeUnit.MILLISECONDS)) {
        Process running = process;
        if (running != null && !running.isAlive()) {
          throw new CommandFailedException(name + " did not start; see its lines above");
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells it to stop and waits for it. */
  @Override
  public void close() {
    stopping.countDown();
    Process running = process;
    if (running == null) {
      return;
    }
    running.toHandle().destroy(); // unlike Process.destroy it leaves the output readable
    try {
      if (!running.waitFor(STOP_PATIENCE_S, TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
