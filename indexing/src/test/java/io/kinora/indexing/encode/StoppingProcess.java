package io.kinora.indexing.encode;

import io.kinora.indexing.encode.models.ModelFiles;
import io.kinora.indexing.encode.models.ModelStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * A process that encodes on many threads when it is told to end, and for a while after: as a node
 * does that finishes what it accepted. Its model contradicts its own description, of which ONNX
 * Runtime complains at each run, in its environment's log.
 */
final class StoppingProcess {

  static final String DONE = "all encoders came to their end";

  private static final int THREADS = 4;
  private static final int WRONG_LENGTH = 7;
  private static final long GOES_ON_NANOS = 700_000_000;

  private StoppingProcess() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    TinyPair.writeSiglip(folder);
    Files.write(
        folder.resolve("all-words.onnx"),
        new OnnxWriter()
            .longs("input_ids", "n", "s")
            .weights("table", new long[] {64, 4}, table())
            .node("Gather", List.of("table", "input_ids"), "last_hidden_state")
            .node(
                "ReduceMean",
                List.of("last_hidden_state"),
                "pooler_output",
                OnnxWriter.Attribute.list("axes", 1),
                OnnxWriter.Attribute.of("keepdims", 0))
            .output("last_hidden_state", "n", WRONG_LENGTH, 4)
            .output("pooler_output", "n", 4)
            .bytes());
    SightModel pair =
        new Encoders(ModelFiles.load(folder), new ModelStore(folder))
            .openSight("tiny-siglip", RunOptions.CPU, RunOptions.CPU);
    List<Thread> busy = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      busy.add(Thread.ofPlatform().daemon().start(() -> encode(pair)));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(pair, busy)));
    System.exit(0);
  }

  private static float[] table() {
    float[] table = new float[64 * 4];
    Arrays.fill(table, 1);
    return table;
  }

  private static void encode(SightModel pair) {
    try {
      while (true) {
        pair.words().encode(List.of("a cat", "red"));
      }
    } catch (CancellationException closed) {
      // as it should be
    }
  }

  private static void stop(SightModel pair, List<Thread> busy) {
    long end = System.nanoTime() + GOES_ON_NANOS;
    while (System.nanoTime() < end) {
      pair.words().encode(List.of("as"));
    }
    pair.close();
    try {
      for (Thread thread : busy) {
        thread.join();
      }
      System.out.println(DONE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
