package io.kinora.indexing.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResizeTest {

  @Test
  void a_result_pixel_is_the_mean_of_what_it_covers() {
    RgbImage image = grey(4, 2, 10, 20, 30, 40, 50, 60, 70, 80);

    assertThat(greys(Resize.area(image, 2, 1))).containsExactly(35, 55);
  }

  @Test
  void pixels_on_an_edge_count_by_the_part_that_is_covered() {
    RgbImage image = grey(3, 1, 0, 90, 240);

    // The left half covers all of the first pixel and half of the second: (0 + 45) / 1.5.
    assertThat(greys(Resize.area(image, 2, 1))).containsExactly(30, 190);
  }

  @Test
  void the_finest_chequerboard_becomes_even_grey() {
    int[] board = new int[64 * 64];
    for (int i = 0; i < board.length; i++) {
      board[i] = (i % 64 + i / 64) % 2 == 0 ? 0 : 255;
    }
    assertThat(greys(Resize.area(grey(64, 64, board), 16, 16))).containsOnly(128);
  }

  @Test
  void channels_stay_apart() {
    byte[] rgb = {(byte) 200, 0, 100, (byte) 100, 0, 0};

    RgbImage mean = Resize.area(new RgbImage(2, 1, rgb), 1, 1);

    assertThat(mean.rgb()).containsExactly((byte) 150, (byte) 0, (byte) 50);
  }

  @Test
  void a_picture_of_the_right_size_is_returned_as_it_is() {
    RgbImage image = grey(2, 2, 1, 2, 3, 4);

    assertThat(Resize.area(image, 2, 2)).isSameAs(image);
  }

  @Test
  void a_size_of_nothing_is_refused() {
    RgbImage image = grey(1, 1, 7);

    assertThatThrownBy(() -> Resize.area(image, 0, 4)).hasMessageContaining("0x4");
    assertThatThrownBy(() -> Resize.area(image, 100_000, 100_000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 200)
  void matches_the_definition_written_out(
      @ForAll @IntRange(min = 1, max = 23) int width,
      @ForAll @IntRange(min = 1, max = 17) int height,
      @ForAll @IntRange(min = 1, max = 23) int toWidth,
      @ForAll @IntRange(min = 1, max = 17) int toHeight,
      @ForAll long seed) {
    byte[] rgb = new byte[width * height * 3];
    new Random(seed).nextBytes(rgb);
    RgbImage image = new RgbImage(width, height, rgb);

    RgbImage resized = Resize.area(image, toWidth, toHeight);

    for (int y = 0; y < toHeight; y++) {
      for (int x = 0; x < toWidth; x++) {
        for (int c = 0; c < 3; c++) {
          double mean = mean(image, c, box(x, width, toWidth), box(y, height, toHeight));
          assertThat((double) (resized.rgb()[(y * toWidth + x) * 3 + c] & 0xff))
              .isBetween(mean - 0.5001, mean + 0.5001);
        }
      }
    }
  }

  private static double[] box(int index, int from, int to) {
    return new double[] {(double) index * from / to, (double) (index + 1) * from / to};
  }

  private static double mean(RgbImage image, int channel, double[] across, double[] down) {
    double sum = 0;
    for (int y = 0; y < image.height(); y++) {
      double rows = Math.max(0, Math.min(down[1], y + 1) - Math.max(down[0], y));
      for (int x = 0; x < image.width(); x++) {
        double columns = Math.max(0, Math.min(across[1], x + 1) - Math.max(across[0], x));
        sum += rows * columns * (image.rgb()[(y * image.width() + x) * 3 + channel] & 0xff);
      }
    }
    return sum / ((across[1] - across[0]) * (down[1] - down[0]));
  }

  private static RgbImage grey(int width, int height, int... values) {
    byte[] rgb = new byte[values.length * 3];
    for (int i = 0; i < values.length; i++) {
      Arrays.fill(rgb, i * 3, i * 3 + 3, (byte) values[i]);
    }
    return new RgbImage(width, height, rgb);
  }

  private static int[] greys(RgbImage image) {
    int[] values = new int[image.width() * image.height()];
    for (int i = 0; i < values.length; i++) {
      values[i] = image.rgb()[i * 3] & 0xff;
    }
    return values;
  }
}
