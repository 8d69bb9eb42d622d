package io.kinora.indexing.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.catalog.Vector;
import io.kinora.indexing.encode.models.ModelFiles;
import io.kinora.indexing.encode.models.ModelStore;
import io.kinora.indexing.media.RgbImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An encoder that is closed")
class ClosingTest {

  private static final int ROUNDS = Integer.getInteger("kinora.closing.rounds", 8);
  private static final int THREADS = 8;
  private static final String WORDS = "a red cat";

  @TempDir Path folder;
  @TempDir Path cache;

  @BeforeEach
  void write() throws Exception {
    TinyPair.writeClip(folder);
  }

  @Test
  void finishes_what_is_under_way_and_takes_nothing_more() throws Exception {
    long seed = Long.getLong("kinora.closing.seed", System.nanoTime());
    System.out.println("kinora.closing.seed=" + seed);
    Random random = new Random(seed);
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (int round = 0; round < ROUNDS; round++) {
        SightModel pair = open();
        CountDownLatch encoded = new CountDownLatch(1 + random.nextInt(200));
        List<Future<Throwable>> ends = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          boolean words = i % 2 == 0;
          ends.add(threads.submit(() -> encodeUntilItFails(pair, words, encoded)));
        }
        assertThat(encoded.await(60, TimeUnit.SECONDS)).isTrue();

        pair.close();

        for (Future<Throwable> end : ends) {
          assertThat(end.get(60, TimeUnit.SECONDS))
              .isInstanceOf(CancellationException.class)
              .hasMessageContaining("was closed");
        }
      }
    }
  }

  @Test
  void may_be_closed_again_and_says_that_it_is_closed() throws Exception {
    SightModel pair = open();
    RgbImage prepared = pair.frames().prepare(new RgbImage(1, 1, new byte[3]));

    pair.close();
    pair.close();

    assertThatThrownBy(() -> pair.words().encode(List.of(WORDS)))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("was closed");
    assertThatThrownBy(() -> pair.frames().encode(List.of(prepared)))
        .isInstanceOf(CancellationException.class)
        .hasMessage("tiny-clip was closed");
  }

  @Test
  void goes_on_until_then_although_the_process_was_told_to_end() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-cp",
                System.getProperty("java.class.path"),
                StoppingProcess.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("said")).content().contains(StoppingProcess.DONE);
    assertThat(process.exitValue()).isZero();
  }

  private SightModel open() throws Exception {
    return new Encoders(ModelFiles.load(folder), new ModelStore(cache))
        .openSight("tiny-clip", RunOptions.CPU, RunOptions.CPU);
  }

  private static Throwable encodeUntilItFails(
      SightModel pair, boolean words, CountDownLatch encoded) {
    RgbImage prepared = pair.frames().prepare(new RgbImage(1, 1, new byte[] {90, 20, 40}));
    float[] expected = null;
    while (true) {
      try {
        Vector vector =
            words
                ? pair.words().encode(List.of(WORDS, "dog")).getFirst()
                : pair.frames().encode(List.of(prepared, prepared)).getFirst();
        encoded.countDown();
        expected = expected == null ? vector.values() : expected;
        assertThat(vector.values()).containsExactly(expected, within(1e-6f));
      } catch (RuntimeException | AssertionError end) {
        encoded.countDown();
        return end;
      }
    }
  }
}
