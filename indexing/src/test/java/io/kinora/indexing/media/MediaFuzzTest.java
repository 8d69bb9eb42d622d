package io.kinora.indexing.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.bytedeco.javacpp.Pointer;

/**
 * Damaged copies of a small file: each ends in a result or a sentence, and leaves no memory behind.
 */
class MediaFuzzTest {

  private static final MediaDecoder DECODER =
      new MediaDecoder(TestMedia.limits(8, Duration.ofSeconds(20), 4_000_000));
  private static final long GROWTH_ALLOWED = 300L << 20;

  private static Path file;
  private static byte[] whole;
  private static long memoryBefore;

  @BeforeContainer
  static void makeFile() throws Exception {
    file = Files.createTempFile("fuzz", ".mp4");
    whole = Files.readAllBytes(TestMedia.scenes(file, 2, 1));
    DECODER.decode(file, percent -> {});
    memoryBefore = Pointer.physicalBytes();
  }

  @AfterContainer
  static void memoryHasNotGrown() throws Exception {
    Files.deleteIfExists(file);
    assertThat(Pointer.physicalBytes() - memoryBefore).isLessThan(GROWTH_ALLOWED);
  }

  @Property(tries = 150)
  void damage_ends_in_a_result_or_a_sentence(@ForAll long seed) throws Exception {
    Files.write(file, damaged(new Random(seed)));
    try {
      assertThat(DECODER.decode(file, percent -> {}).keyFrames()).isNotEmpty().hasSizeLessThan(9);
    } catch (UnusableMediaException unusable) {
      assertThat(unusable).hasMessageMatching("[a-z].{10,}");
    }
  }

  private static byte[] damaged(Random random) {
    byte[] bytes = whole.clone();
    // The index at the start is where damage does most.
    int reach = random.nextBoolean() ? Math.min(1500, bytes.length) : bytes.length;
    for (int i = 1 + random.nextInt(30); i > 0; i--) {
      bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
    }
    return random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
