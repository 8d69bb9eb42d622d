package io.kinora.indexing.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Pictures as JPEG and back. */
public final class Thumbnails {

  /** A JPEG of a few hundred bytes can claim any size. */
  private static final long MAX_PIXELS = 40_000_000;

  private Thumbnails() {}

  /**
   * A picture as JPEG.
   *
   * @param longSide pixels; a larger picture is shrunk to it, a smaller one stays
   * @param quality 0 to 1; 0.8 is fine for thumbnails
   */
  public static byte[] jpeg(RgbImage image, int longSide, float quality) {
    double shrink = Math.min(1, (double) longSide / Math.max(image.width(), image.height()));
    return JpegWriter.write(
        image, side(image.width() * shrink), side(image.height() * shrink), coarseness(quality));
  }

  /** About what the JDK's writer makes of that quality, in size and in looks. */
  private static int coarseness(float quality) {
    return Math.round(1 + 10 * (1 - quality));
  }

  private static int side(double length) {
    return (int) Math.max(1, Math.round(length));
  }

  /**
   * The picture in a JPEG, PNG, GIF or BMP.
   *
   * @throws IOException if it is none of these, damaged, or larger than 40 megapixels
   */
  public static RgbImage decode(byte[] encoded) throws IOException {
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
      var readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        throw new IOException("not a picture of a known format");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(input, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MAX_PIXELS) {
          throw new IOException(
              "a picture of %d pixels; at most %d are accepted".formatted(pixels, MAX_PIXELS));
        }
        BufferedImage image = reader.read(0);
        return Pictures.rgb(image);
      } finally {
        reader.dispose();
      }
    } catch (RuntimeException damaged) {
      // ImageIO's readers meet damage with any exception that happens to come out.
      throw new IOException("a damaged picture", damaged);
    }
  }
}
