package io.kinora.indexing.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ThumbnailsTest {

  @Test
  void the_long_side_is_shrunk_and_the_colours_stay() throws IOException {
    RgbImage image = TestMedia.filled(640, 360, new Color(200, 40, 90));

    RgbImage back = Thumbnails.decode(Thumbnails.jpeg(image, 320, 0.8f));

    assertThat(back.width()).isEqualTo(320);
    assertThat(back.height()).isEqualTo(180);
    assertThat(back.rgb()[0] & 0xff).isBetween(195, 205);
    assertThat(back.rgb()[1] & 0xff).isBetween(35, 45);
    assertThat(back.rgb()[2] & 0xff).isBetween(85, 95);
  }

  @Test
  void a_small_picture_is_not_enlarged() throws IOException {
    byte[] jpeg = Thumbnails.jpeg(TestMedia.filled(30, 60, Color.GREEN), 320, 0.8f);

    assertThat(Thumbnails.decode(jpeg).height()).isEqualTo(60);
  }

  @Test
  void a_line_of_a_picture_still_has_a_pixel_for_its_height() throws IOException {
    byte[] jpeg = Thumbnails.jpeg(TestMedia.filled(3000, 1, Color.GREEN), 100, 0.8f);

    assertThat(Thumbnails.decode(jpeg).height()).isEqualTo(1);
  }

  @Test
  void what_is_no_picture_is_an_io_exception() {
    assertThatThrownBy(() -> Thumbnails.decode(new byte[0])).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Thumbnails.decode("hello".getBytes())).isInstanceOf(IOException.class);
  }

  @Test
  void a_picture_that_claims_to_be_huge_is_refused_unread() {
    byte[] jpeg = Thumbnails.jpeg(TestMedia.filled(64, 64, Color.GRAY), 64, 0.8f);
    int frameHeader = 0;
    while ((jpeg[frameHeader] & 0xff) != 0xff || (jpeg[frameHeader + 1] & 0xff) != 0xc0) {
      frameHeader++;
    }
    ByteBuffer.wrap(jpeg).putShort(frameHeader + 5, (short) 60_000);
    ByteBuffer.wrap(jpeg).putShort(frameHeader + 7, (short) 60_000);

    assertThatThrownBy(() -> Thumbnails.decode(jpeg))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("3600000000");
  }

  @Property(tries = 100)
  void a_damaged_picture_is_a_picture_or_an_io_exception(
      @ForAll short place, @ForAll byte value, @ForAll boolean cut) {
    byte[] jpeg = Thumbnails.jpeg(TestMedia.blobs(64, 48, 9), 64, 0.8f);
    int at = (place & 0xffff) % jpeg.length;
    jpeg[at] = value;
    byte[] damaged = cut ? Arrays.copyOf(jpeg, at) : jpeg;
    try {
      assertThat(Thumbnails.decode(damaged).width()).isPositive();
    } catch (IOException expected) {
      assertThat(expected).hasMessageMatching("(?s).+");
    }
  }
}
