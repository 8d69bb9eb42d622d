package io.kinora.indexing.encode;

import io.kinora.catalog.Vector;
import io.kinora.indexing.encode.models.ModelFiles;
import io.kinora.indexing.encode.models.ModelStore;
import io.kinora.indexing.media.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures the built-in encoders; asserts nothing. {@code KINORA_MEASURE=true} runs it. */
@EnabledIfEnvironmentVariable(named = "KINORA_MEASURE", matches = "true")
class EncoderSpeedTest {

  private static final Logger LOG = LoggerFactory.getLogger(EncoderSpeedTest.class);
  private static final String[] WORDS =
      "a red car drives along the coast road while waves break on rocks below an old lighthouse"
          .split(" ");

  @TempDir Path cache;

  @Test
  void text() throws IOException {
    var encoders = new Encoders(ModelFiles.shipped(), new ModelStore(cache));
    Random random = new Random(7);
    try (TextEncoder text = encoders.openText("bge-small-en-v1.5", RunOptions.CPU)) {
      List<String> queries = new ArrayList<>();
      for (int i = 0; i < 320; i++) {
        queries.add(sentence(random, 3 + random.nextInt(16)));
      }
      report(
          "text, one query of 5-20 tokens",
          400,
          1,
          i -> text.encode(List.of(queries.get(i % 320))));
      report(
          "text, batch of 32",
          12,
          32,
          i -> text.encode(queries.subList(32 * (i % 10), 32 * (i % 10) + 32)));
      List<String> long32 = Collections.nCopies(32, sentence(random, 120));
      report("text, batch of 32 of 120 words", 3, 32, i -> text.encode(long32));
    }
  }

  @Test
  void frames() throws IOException {
    var encoders = new Encoders(ModelFiles.shipped(), new ModelStore(cache));
    Random random = new Random(7);
    byte[] pixels = new byte[1280 * 720 * 3];
    random.nextBytes(pixels);
    RgbImage picture = new RgbImage(1280, 720, pixels);
    for (RunOptions.Weights weights : List.of(RunOptions.Weights.FP32, RunOptions.Weights.INT8)) {
      RunOptions options = new RunOptions(device(), 1, weights);
      try (SightModel sight = encoders.openSight("frame-encoder", options, RunOptions.CPU)) {
        FrameEncoder frames = sight.frames();
        RgbImage small = frames.prepare(picture);
        for (int batch : new int[] {1, 16, 32}) {
          List<RgbImage> some = Collections.nCopies(batch, small);
          report(
              "frames, " + weights + ", batch of " + batch,
              320 / batch,
              batch,
              i -> frames.encode(some));
        }
        report(
            "prepare 1280x720",
            30,
            1,
            i -> List.of(new Vector(new float[frames.prepare(picture).width()])));
      }
    }
  }

  private static RunOptions.Device device() {
    return RunOptions.Device.valueOf(System.getenv().getOrDefault("KINORA_MEASURE_DEVICE", "CPU"));
  }

  private static String sentence(Random random, int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return text.toString();
  }

  private interface Work {
    List<Vector> run(int i);
  }

  private static void report(String what, int runs, int each, Work work) {
    for (int i = 0; i < Math.max(2, runs / 4); i++) {
      work.run(i);
    }
    long[] nanos = new long[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      work.run(i);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    double median = nanos[runs / 2] / 1e6;
    LOG.info(
        String.format(
            Locale.ROOT, "%s: median %.2f ms, %.0f/s", what, median, each * 1000 / median));
  }
}
