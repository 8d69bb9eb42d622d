package io.kinora.cluster.counters;

import java.nio.file.Path;

/** A process of its own that counts until it is killed. */
final class CountingProcess {

  private CountingProcess() {}

  public static void main(String[] args) throws Exception {
    CounterJob.start(args[0], Path.of(args[1]), args[2], 1, SeededEvents.KEYS, SeededEvents.FACTS);
    Thread.currentThread().join();
  }
}
