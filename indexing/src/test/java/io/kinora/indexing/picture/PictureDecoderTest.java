package io.kinora.indexing.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kinora.catalog.InvalidValueException;
import io.kinora.indexing.media.Resize;
import io.kinora.indexing.media.RgbImage;
import io.kinora.indexing.picture.UnusablePictureException.Reason;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PictureDecoderTest {

  private final PictureDecoder decoder = new PictureDecoder();

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png"})
  void a_picture_comes_out_as_it_was(String format) throws Exception {
    byte[] bytes = format.equals("jpeg") ? MadePictures.jpeg(320, 200) : MadePictures.png(320, 200);

    RgbImage picture = decoder.decode(bytes, null);

    assertThat(picture.width()).isEqualTo(320);
    assertThat(picture.height()).isEqualTo(200);
    assertGradient(picture, 0, 0, 1, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void however_the_camera_was_held_the_picture_is_upright(int orientation) throws Exception {
    RgbImage picture = decoder.decode(MadePictures.turned(320, 192, orientation), null);

    assertThat(picture.width()).isEqualTo(320);
    assertThat(picture.height()).isEqualTo(192);
    assertGradient(picture, 0, 0, 1, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_crop_is_taken_of_the_upright_picture(int orientation) throws Exception {
    byte[] stored = MadePictures.turned(320, 160, orientation);

    RgbImage part = decoder.decode(stored, new Crop(240, 16, 64, 48));

    assertThat(part.width()).isEqualTo(64);
    assertThat(part.height()).isEqualTo(48);
    assertGradient(part, 240 / 320.0, 16 / 160.0, 304 / 320.0, 64 / 160.0);
  }

  @Test
  void a_large_picture_is_decoded_only_as_far_as_it_is_of_use() throws Exception {
    RgbImage picture = decoder.decode(MadePictures.jpeg(4000, 3000), null);

    assertThat(picture.width()).isBetween(768, 2 * 768);
    assertThat(picture.width() * 3).isCloseTo(picture.height() * 4, offset(8));
    assertGradient(picture, 0, 0, 1, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,321,200",
    "0,0,320,201",
    "313,0,8,8",
    "0,193,8,8",
    "0,0,7,8",
    "0,0,8,0",
    "999999,999999,999999,999999",
    "320,200,8,8"
  })
  void a_crop_that_does_not_lie_in_the_picture_is_refused(int x, int y, int width, int height) {
    assertThatThrownBy(
            () -> decoder.decode(MadePictures.png(320, 200), new Crop(x, y, width, height)))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("crop")
        .hasMessageContaining("320 x 200");
  }

  @Test
  void grey_palette_16_bit_and_transparent_pictures_are_read() throws Exception {
    for (int type :
        new int[] {
          BufferedImage.TYPE_BYTE_INDEXED,
          BufferedImage.TYPE_4BYTE_ABGR,
          BufferedImage.TYPE_USHORT_565_RGB
        }) {
      BufferedImage image = MadePictures.gradient(64, 48, type);
      assertThat(decoder.decode(MadePictures.encoded("png", image), null).width()).isEqualTo(64);
    }
    BufferedImage clear = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
    RgbImage onWhite = decoder.decode(MadePictures.encoded("png", clear), null);
    assertThat(onWhite.rgb()).containsOnly(255);
  }

  @Test
  void grey_stays_as_bright_as_it_is_stored() throws Exception {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
      BufferedImage grey = new BufferedImage(16, 16, type);
      int half = type == BufferedImage.TYPE_BYTE_GRAY ? 128 : 128 << 8;
      int[] row = new int[16];
      Arrays.fill(row, half);
      for (int y = 0; y < 16; y++) {
        grey.getRaster().setPixels(0, y, 16, 1, row);
      }
      RgbImage png = decoder.decode(MadePictures.encoded("png", grey), null);
      assertThat(png.rgb()[0] & 0xff).isBetween(126, 130);
    }
    BufferedImage eight = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    int[] row = new int[16];
    Arrays.fill(row, 128);
    for (int y = 0; y < 16; y++) {
      eight.getRaster().setPixels(0, y, 16, 1, row);
    }
    RgbImage jpeg = decoder.decode(MadePictures.encoded("jpeg", eight), null);
    assertThat(jpeg.rgb()[0] & 0xff).isBetween(126, 130);
  }

  @Test
  void grey_with_transparency_is_shown_on_white() throws Exception {
    ComponentColorModel greyAlpha =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster = greyAlpha.createCompatibleWritableRaster(8, 8);
    BufferedImage image = new BufferedImage(greyAlpha, raster, false, null);
    raster.setPixel(0, 0, new int[] {40, 255});

    RgbImage shown = decoder.decode(MadePictures.encoded("png", image), null);

    assertThat(shown.rgb()[0] & 0xff).isEqualTo(40);
    assertThat(shown.rgb()[3] & 0xff).isEqualTo(255);
  }

  @Test
  void the_four_inks_of_a_printer_become_colours() throws Exception {
    WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 32, 32, 4, null);
    int[] red = {0, 255, 255, 0};
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        inks.setPixel(x, y, red);
      }
    }
    RgbImage picture = decoder.decode(MadePictures.jpegOf(inks), null);

    assertThat(picture.rgb()[0] & 0xff).isGreaterThan(245);
    assertThat(picture.rgb()[1] & 0xff).isLessThan(10);
    assertThat(picture.rgb()[2] & 0xff).isLessThan(10);
  }

  @Test
  void webp_is_read_and_the_first_picture_of_a_gif() throws Exception {
    assertThat(decoder.decode(MadePictures.WEBP_LOSSY, null).width()).isEqualTo(1);
    assertThat(decoder.decode(MadePictures.WEBP_LOSSLESS, null).width()).isEqualTo(1);
    byte[] gif =
        MadePictures.encoded("gif", MadePictures.gradient(40, 30, BufferedImage.TYPE_BYTE_INDEXED));
    assertThat(decoder.decode(gif, null).width()).isEqualTo(40);
    assertRefused(MadePictures.WEBP_ANIMATED, Reason.NOT_A_PICTURE, "animated");
  }

  @Test
  void what_is_no_picture_is_refused_and_told_as_what_it_looks_like() {
    assertRefused(text("<!DOCTYPE html><html>"), Reason.NOT_A_PICTURE, "HTML");
    assertRefused(text("<?xml version='1.0'?><svg/>"), Reason.NOT_A_PICTURE, "SVG");
    assertRefused(text("%PDF-1.7"), Reason.NOT_A_PICTURE, "PDF");
    assertRefused(text("just words"), Reason.NOT_A_PICTURE, "text");
    assertRefused(text("\0\0\0\u0020ftypavif"), Reason.NOT_A_PICTURE, "AVIF");
    assertRefused(text("\0\0\0\u0020ftypisom"), Reason.NOT_A_PICTURE, "MP4");
    assertRefused(new byte[] {1, 2, (byte) 0xff, 0}, Reason.NOT_A_PICTURE, "unknown");
  }

  @Test
  void bombs_are_refused_by_what_they_claim() {
    assertRefused(MadePictures.pngClaiming(50_000, 50_000), Reason.TOO_LARGE, "2,500,000,000");
    assertRefused(MadePictures.pngClaiming(Integer.MAX_VALUE, 1), Reason.TOO_LARGE, "pixels");
    assertRefused(MadePictures.pngClaiming(-1, 10), Reason.DAMAGED, "size");
    assertRefused(MadePictures.jpegClaiming(65_000, 65_000), Reason.TOO_LARGE, "pixels");
    assertRefused(MadePictures.jpegOfManyScans(60), Reason.TOO_LARGE, "scans");
  }

  @Test
  void a_picture_that_is_cut_short_is_refused_or_shown_as_far_as_it_goes() {
    for (byte[] whole : new byte[][] {MadePictures.jpeg(160, 120), MadePictures.png(160, 120)}) {
      for (int length = 3; length < whole.length; length += 1 + whole.length / 60) {
        byte[] cut = Arrays.copyOf(whole, length);
        Throwable met = catchThrowable(() -> decoder.decode(cut, null));
        assertThat(met == null || met instanceof UnusablePictureException).isTrue();
      }
    }
  }

  @Test
  void a_webp_is_read_up_to_its_end_and_no_further() throws Exception {
    assertThat(decoder.decode(MadePictures.WEBP_OF_ONE_COLOUR, null).width()).isEqualTo(1000);
    assertRefused(MadePictures.WEBP_CUT_SHORT, Reason.DAMAGED, "WEBP");
  }

  @Test
  void damage_of_any_kind_is_refused_and_nothing_else_comes_out() {
    long seed = Long.getLong("kinora.seed", new Random().nextLong());
    Random random = new Random(seed);
    byte[][] seeds = {
      MadePictures.jpeg(60, 40),
      MadePictures.png(60, 40),
      MadePictures.WEBP_LOSSY,
      MadePictures.WEBP_LOSSLESS,
      MadePictures.encoded("gif", MadePictures.gradient(40, 30, BufferedImage.TYPE_BYTE_INDEXED)),
      MadePictures.turned(40, 30, 6)
    };
    for (int i = 0; i < 600; i++) {
      byte[] bytes = seeds[i % seeds.length].clone();
      int changes = 1 + random.nextInt(8);
      for (int change = 0; change < changes; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Throwable met = catchThrowable(() -> decoder.decode(bytes, null));
      assertThat(met == null || met instanceof UnusablePictureException)
          .as("seed %d, picture %d: %s", seed, i, met)
          .isTrue();
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void assertRefused(byte[] bytes, Reason reason, String word) {
    assertThatThrownBy(() -> decoder.decode(bytes, null))
        .isInstanceOfSatisfying(
            UnusablePictureException.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused).hasMessageContaining(word);
            });
  }

  /** The picture shows this part of the gradient. */
  private static void assertGradient(
      RgbImage picture, double left, double top, double right, double bottom) {
    int cells = 4;
    RgbImage small = Resize.area(picture, cells, cells);
    for (int y = 0; y < cells; y++) {
      for (int x = 0; x < cells; x++) {
        double across = left + (x + 0.5) / cells * (right - left);
        double down = top + (y + 0.5) / cells * (bottom - top);
        int at = (y * cells + x) * 3;
        assertThat(small.rgb()[at] & 0xff).isCloseTo((int) (255 * across), offset(6));
        assertThat(small.rgb()[at + 1] & 0xff).isCloseTo((int) (255 * down), offset(6));
        assertThat(small.rgb()[at + 2] & 0xff).isCloseTo(128, offset(6));
      }
    }
  }

  private static org.assertj.core.data.Offset<Integer> offset(int pixels) {
    return org.assertj.core.data.Offset.offset(pixels);
  }
}
