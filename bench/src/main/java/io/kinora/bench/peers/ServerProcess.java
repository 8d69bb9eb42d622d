package io.kinora.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server as a process of its own, so that it has its own heap and its memory can be read.
 *
 * @param readySeconds from the start of the process until it was ready
 */
record ServerProcess(Process process, double readySeconds) implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 180;

  /** Says whether a server is there; may throw as long as it is not. */
  interface Ready {
    boolean now() throws IOException;
  }

  static ServerProcess start(List<String> command, Path log, Ready ready)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    // Should this program be stopped half-way, its servers must not outlive it.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    while (!isReady(ready)) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (!process.isAlive() || seconds > PATIENCE_SECONDS) {
        process.destroyForcibly();
        throw new IOException("the server did not start; its output is in " + log);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return new ServerProcess(process, (System.nanoTime() - begin) / 1e9);
  }

  private static boolean isReady(Ready ready) {
    try {
      return ready.now();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Memory that the process and its children hold, bytes; -1 where there is no Linux to ask. */
  long residentBytes() throws IOException {
    Path own = Path.of("/proc", Long.toString(process.pid()));
    if (!Files.exists(own)) {
      return -1;
    }
    long bytes = proportional(own);
    for (ProcessHandle child : process.descendants().toList()) {
      bytes += proportional(Path.of("/proc", Long.toString(child.pid())));
    }
    return bytes;
  }

  /** PSS: what several processes share counts once. */
  private static long proportional(Path process) throws IOException {
    for (String line : Files.readAllLines(process.resolve("smaps_rollup"))) {
      if (line.startsWith("Pss:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    return 0;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
