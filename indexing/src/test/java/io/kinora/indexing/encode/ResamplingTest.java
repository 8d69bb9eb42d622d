package io.kinora.indexing.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.indexing.encode.models.PixelSettings.Filter;
import io.kinora.indexing.media.RgbImage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Label("Resampling")
class ResamplingTest {

  @Property(tries = 60)
  void is_the_separable_widened_filter_that_the_textbook_has(
      @ForAll @IntRange(min = 1, max = 70) int width,
      @ForAll @IntRange(min = 1, max = 70) int height,
      @ForAll @IntRange(min = 1, max = 70) int newWidth,
      @ForAll @IntRange(min = 1, max = 70) int newHeight,
      @ForAll Filter filter,
      @ForAll long seed) {
    RgbImage image = noise(width, height, seed);

    RgbImage resized = Resampling.resize(image, newWidth, newHeight, filter);

    double[] expected = textbook(image, newWidth, newHeight, filter);
    for (int i = 0; i < expected.length; i++) {
      // Half a step of rounding after each pass; the second pass can widen the first's error
      // by the sum of the filter's absolute weights, at most 1.26 of bicubic.
      assertThat((double) (resized.rgb()[i] & 0xff)).isCloseTo(expected[i], within(1.2));
    }
  }

  @Property(tries = 40)
  void leaves_a_plain_picture_plain(
      @ForAll @IntRange(min = 1, max = 200) int size,
      @ForAll @IntRange(min = 1, max = 200) int newSize,
      @ForAll byte value,
      @ForAll Filter filter) {
    byte[] plain = new byte[size * size * 3];
    Arrays.fill(plain, value);

    RgbImage resized = Resampling.resize(new RgbImage(size, size, plain), newSize, newSize, filter);

    for (byte each : resized.rgb()) {
      assertThat(each).isEqualTo(value);
    }
  }

  /** What Pillow 9.4 made of the same pictures: the head of the SHA-256 of its bytes. */
  @ParameterizedTest(name = "{0}x{1} to {2}x{3}, {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          37 | 23 | 16 | 16 | BILINEAR | d3fc29e324b46df7
          37 | 23 | 16 | 16 | BICUBIC | c50c2bb372e9ab15
          5 | 7 | 3 | 20 | BILINEAR | 968dd465927bdd44
          5 | 7 | 3 | 20 | BICUBIC | 6cc076656c8f3ee0
          64 | 48 | 224 | 224 | BILINEAR | 245686c737bc4c97
          64 | 48 | 224 | 224 | BICUBIC | c8efda035c7b12ae
          500 | 281 | 224 | 224 | BILINEAR | 7a0c141c0c680157
          500 | 281 | 224 | 224 | BICUBIC | a48c9b9f3cd78ab2
          640 | 360 | 398 | 224 | BILINEAR | c4f0eb0006d0500e
          640 | 360 | 398 | 224 | BICUBIC | 3cb3b8f0a5000390
          9 | 1000 | 9 | 10 | BILINEAR | 43b894ce9ddf3154
          9 | 1000 | 9 | 10 | BICUBIC | 4efb00e32883f4ad
          1 | 1 | 4 | 4 | BILINEAR | 53931eabb4e4c90c
          1 | 1 | 4 | 4 | BICUBIC | 53931eabb4e4c90c
          300 | 200 | 299 | 201 | BILINEAR | f052fc5579122302
          300 | 200 | 299 | 201 | BICUBIC | 8cadad98ee8015c5
          """)
  void gives_the_same_bytes_as_pillow(
      int width, int height, int newWidth, int newHeight, Filter filter, String sha256)
      throws NoSuchAlgorithmException {
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) ((int) (i * 2654435761L) >>> 24);
    }

    RgbImage resized =
        Resampling.resize(new RgbImage(width, height, rgb), newWidth, newHeight, filter);

    byte[] digest = MessageDigest.getInstance("SHA-256").digest(resized.rgb());
    assertThat(HexFormat.of().formatHex(digest)).startsWith(sha256);
  }

  @Test
  void area_of_a_whole_ratio_is_the_mean_of_the_block() {
    RgbImage image = noise(12, 6, 1);

    RgbImage resized = Resampling.resize(image, 4, 6, Filter.AREA);

    for (int y = 0; y < 6; y++) {
      for (int x = 0; x < 4; x++) {
        int sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += image.rgb()[(y * 12 + x * 3 + k) * 3] & 0xff;
        }
        assertThat(resized.rgb()[(y * 4 + x) * 3] & 0xff).isEqualTo(Math.round(sum / 3f));
      }
    }
  }

  @Test
  void area_weighs_a_pixel_on_the_border_by_its_parts() {
    // Three pixels onto two: the middle one is shared.
    RgbImage resized = Resampling.resize(grey(30, 90, 210), 2, 1, Filter.AREA);

    assertThat(greys(resized)).containsExactly(50, 170);
  }

  /** Worked by hand from the definition: weights of the triangle at distances 1/4 and 3/4. */
  @Test
  void bilinear_growth_interpolates_between_pixel_centres() {
    RgbImage resized = Resampling.resize(grey(0, 200), 4, 1, Filter.BILINEAR);

    assertThat(greys(resized)).containsExactly(0, 50, 150, 200);
  }

  @Test
  void bicubic_growth_overshoots_and_is_clipped() {
    assertThat(greys(Resampling.resize(grey(0, 255, 255, 0), 8, 1, Filter.BICUBIC))[3])
        .isEqualTo(255);
    assertThat(greys(Resampling.resize(grey(255, 0, 0, 255), 8, 1, Filter.BICUBIC))[3]).isZero();
  }

  @Test
  void a_picture_of_the_right_size_is_left_as_it_is() {
    RgbImage image = noise(9, 5, 3);

    assertThat(Resampling.resize(image, 9, 5, Filter.BICUBIC)).isSameAs(image);
  }

  /** Direct evaluation in doubles, both axes at once. */
  private static double[] textbook(RgbImage image, int width, int height, Filter filter) {
    double[][] columns = weights(image.width(), width, filter);
    double[][] rows = weights(image.height(), height, filter);
    double[] result = new double[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          double sum = 0;
          for (int v = 0; v < image.height(); v++) {
            double line = 0;
            for (int u = 0; u < image.width(); u++) {
              line += columns[x][u] * (image.rgb()[(v * image.width() + u) * 3 + c] & 0xff);
            }
            // What a picture cannot hold between the passes is cut there.
            sum += rows[y][v] * Math.clamp(line, 0, 255);
          }
          result[(y * width + x) * 3 + c] = Math.clamp(sum, 0, 255);
        }
      }
    }
    return result;
  }

  private static double[][] weights(int from, int to, Filter filter) {
    double[][] weights = new double[to][from];
    double ratio = (double) from / to;
    double width = Math.max(ratio, 1);
    for (int i = 0; i < to; i++) {
      double sum = 0;
      for (int k = 0; k < from; k++) {
        double distance = Math.abs((k + 0.5) - (i + 0.5) * ratio) / width;
        weights[i][k] =
            switch (filter) {
              case AREA -> Math.max(0, Math.min(k + 1, (i + 1) * ratio) - Math.max(k, i * ratio));
              case BILINEAR -> distance < 1 ? 1 - distance : 0;
              case BICUBIC ->
                  distance < 1
                      ? 1.5 * Math.pow(distance, 3) - 2.5 * Math.pow(distance, 2) + 1
                      : distance < 2
                          ? -0.5 * Math.pow(distance, 3)
                              + 2.5 * Math.pow(distance, 2)
                              - 4 * distance
                              + 2
                          : 0;
            };
        sum += weights[i][k];
      }
      for (int k = 0; k < from; k++) {
        weights[i][k] /= from == to && filter != Filter.AREA ? 1 : sum;
      }
    }
    return weights;
  }

  private static RgbImage noise(int width, int height, long seed) {
    byte[] rgb = new byte[width * height * 3];
    new Random(seed).nextBytes(rgb);
    return new RgbImage(width, height, rgb);
  }

  private static RgbImage grey(int... values) {
    byte[] rgb = new byte[values.length * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) values[i / 3];
    }
    return new RgbImage(values.length, 1, rgb);
  }

  private static int[] greys(RgbImage image) {
    int[] values = new int[image.width() * image.height()];
    for (int i = 0; i < values.length; i++) {
      values[i] = image.rgb()[i * 3] & 0xff;
    }
    return values;
  }
}
