package io.kinora.indexing.picture;

import io.kinora.indexing.media.RgbImage;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;

/** Any picture of ImageIO as red, green and blue; what is transparent is shown on white. */
final class Pixels {

  private static final int FULL = 255;

  private Pixels() {}

  static RgbImage rgb(BufferedImage image) {
    int type = image.getColorModel().getColorSpace().getType();
    boolean indexed = image.getColorModel().getNumComponents() != image.getRaster().getNumBands();
    return type == ColorSpace.TYPE_GRAY && !indexed ? grey(image) : colour(image);
  }

  private static RgbImage colour(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[width * height * 3];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int opaque = row[x] >>> 24;
        int at = (y * width + x) * 3;
        rgb[at] = onWhite(row[x] >> 16 & FULL, opaque);
        rgb[at + 1] = onWhite(row[x] >> 8 & FULL, opaque);
        rgb[at + 2] = onWhite(row[x] & FULL, opaque);
      }
    }
    return new RgbImage(width, height, rgb);
  }

  /** Java takes grey for linear light and would brighten it; in files it is not. */
  private static RgbImage grey(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel model = image.getColorModel();
    int width = image.getWidth();
    int height = image.getHeight();
    int bands = raster.getNumBands();
    int most = (1 << model.getComponentSize(0)) - 1;
    byte[] rgb = new byte[width * height * 3];
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int value = row[x * bands] * FULL / most;
        int opaque = bands == 2 && model.hasAlpha() ? row[x * bands + 1] * FULL / most : FULL;
        byte shade = onWhite(value, opaque);
        int at = (y * width + x) * 3;
        rgb[at] = shade;
        rgb[at + 1] = shade;
        rgb[at + 2] = shade;
      }
    }
    return new RgbImage(width, height, rgb);
  }

  private static byte onWhite(int value, int opaque) {
    return (byte) ((value * opaque + FULL * (FULL - opaque) + FULL / 2) / FULL);
  }
}
