package io.kinora.verticles.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.indexing.media.RgbImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Key frames on their way from the worker that decodes to the one that embeds. */
final class PreparedFramesTest {

  @Property(tries = 100)
  void frames_arrive_as_they_were_sent(
      @ForAll @IntRange(min = 1, max = 8) int count,
      @ForAll @IntRange(min = 1, max = 30) int width,
      @ForAll @IntRange(min = 1, max = 30) int height,
      @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    List<RgbImage> sent =
        IntStream.range(0, count).mapToObj(i -> image(width, height, random)).toList();

    List<RgbImage> arrived = read(PreparedFrames.write(sent));

    assertThat(arrived).hasSameSizeAs(sent);
    for (int i = 0; i < count; i++) {
      assertThat(arrived.get(i).width()).isEqualTo(width);
      assertThat(arrived.get(i).height()).isEqualTo(height);
      assertThat(arrived.get(i).rgb()).isEqualTo(sent.get(i).rgb());
    }
  }

  @Property(tries = 200)
  void a_cut_object_is_refused_wherever_it_is_cut(@ForAll @IntRange(min = 0, max = 59) int length) {
    byte[] whole = PreparedFrames.write(List.of(image(4, 4, new Random(1))));

    assertThatThrownBy(() -> read(Arrays.copyOf(whole, length))).isInstanceOf(IOException.class);
  }

  @Property(tries = 200)
  void nonsense_is_refused(@ForAll @Size(max = 40) byte[] bytes) {
    try {
      assertThat(read(bytes)).isNotEmpty();
    } catch (IOException refused) {
      assertThat(refused).isNotNull();
    }
  }

  @Property(tries = 100)
  void a_header_out_of_range_is_refused_before_anything_is_read(@ForAll("headers") int[] header) {
    ByteBuffer bytes = ByteBuffer.allocate(12 + 300);
    for (int number : header) {
      bytes.putInt(number);
    }

    assertThatThrownBy(() -> read(bytes.array()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not prepared frames");
  }

  @Provide
  Arbitrary<int[]> headers() {
    return Arbitraries.of(
        new int[] {0, 4, 4},
        new int[] {-1, 4, 4},
        new int[] {10_001, 4, 4},
        new int[] {1, 0, 4},
        new int[] {1, 4, -4},
        new int[] {1, 4097, 4},
        new int[] {1, 4, Integer.MAX_VALUE});
  }

  private static RgbImage image(int width, int height, Random random) {
    byte[] rgb = new byte[width * height * 3];
    random.nextBytes(rgb);
    return new RgbImage(width, height, rgb);
  }

  private static List<RgbImage> read(byte[] bytes) throws IOException {
    return PreparedFrames.read(new ByteArrayInputStream(bytes));
  }
}
