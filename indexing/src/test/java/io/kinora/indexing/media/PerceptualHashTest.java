package io.kinora.indexing.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PerceptualHashTest {

  private static final int NEAR = 10;

  @Property(tries = 60)
  void another_size_is_near(
      @ForAll @IntRange(max = 100_000) int seed, @ForAll @IntRange(min = 80, max = 400) int width) {
    RgbImage image = TestMedia.blobs(320, 240, seed);

    assertNear(image, Resize.area(image, width, width * 3 / 4));
  }

  @Property(tries = 60)
  void strong_compression_is_near(@ForAll @IntRange(max = 100_000) int seed) throws IOException {
    RgbImage image = TestMedia.blobs(320, 240, seed);

    assertNear(image, Thumbnails.decode(Thumbnails.jpeg(image, 160, 0.4f)));
  }

  @Property(tries = 60)
  void less_light_is_near(@ForAll @IntRange(max = 100_000) int seed) {
    RgbImage image = TestMedia.blobs(320, 240, seed);
    byte[] darker = new byte[image.rgb().length];
    for (int i = 0; i < darker.length; i++) {
      darker[i] = (byte) ((image.rgb()[i] & 0xff) * 7 / 10);
    }
    assertNear(image, new RgbImage(320, 240, darker));
  }

  @Property(tries = 200)
  void other_pictures_are_far(
      @ForAll @IntRange(max = 100_000) int seed,
      @ForAll @IntRange(min = 1, max = 100_000) int apart) {
    long one = PerceptualHash.of(TestMedia.blobs(320, 240, seed));
    long other = PerceptualHash.of(TestMedia.blobs(320, 240, seed + apart));

    assertThat(PerceptualHash.distance(one, other)).isGreaterThan(NEAR);
  }

  private static void assertNear(RgbImage image, RgbImage copy) {
    assertThat(PerceptualHash.distance(PerceptualHash.of(image), PerceptualHash.of(copy)))
        .isLessThanOrEqualTo(NEAR);
  }
}
