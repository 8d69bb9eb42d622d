package io.kinora.indexing.picture;

import io.kinora.indexing.media.RgbImage;
import java.awt.image.Raster;

/**
 * A JPEG's components as red, green and blue: grey, YCbCr (JFIF), RGB, and the four inks of
 * printers with or without YCbCr's transform, stored inverted by Adobe's programs.
 */
final class JpegColours {

  private static final int FULL = 255;

  private JpegColours() {}

  static RgbImage rgb(Raster raster, Outline outline) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int bands = raster.getNumBands();
    byte[] rgb = new byte[width * height * 3];
    int[] row = new int[width * bands];
    int[] colour = new int[3];
    for (int y = 0; y < height; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        colour(row, x * bands, bands, outline, colour);
        int at = (y * width + x) * 3;
        rgb[at] = (byte) colour[0];
        rgb[at + 1] = (byte) colour[1];
        rgb[at + 2] = (byte) colour[2];
      }
    }
    return new RgbImage(width, height, rgb);
  }

  private static void colour(int[] from, int at, int bands, Outline outline, int[] colour) {
    if (bands == 1) {
      colour[0] = from[at];
      colour[1] = from[at];
      colour[2] = from[at];
      return;
    }
    colour[0] = from[at];
    colour[1] = from[at + 1];
    colour[2] = from[at + 2];
    if (outline.transformed()) {
      fromLumaAndChroma(colour);
    }
    if (bands == 4) {
      // Inverted inks are what is left of the light.
      int black = outline.inverted() ? from[at + 3] : FULL - from[at + 3];
      for (int i = 0; i < 3; i++) {
        int light = outline.inverted() ? colour[i] : FULL - colour[i];
        colour[i] = light * black / FULL;
      }
    }
  }

  /** ITU-T T.871 (JFIF), in 16-bit fixed point. */
  private static void fromLumaAndChroma(int[] colour) {
    int luma = colour[0] << 16;
    int blue = colour[1] - 128;
    int red = colour[2] - 128;
    colour[0] = clamped(luma + 91_881 * red);
    colour[1] = clamped(luma - 22_554 * blue - 46_802 * red);
    colour[2] = clamped(luma + 116_130 * blue);
  }

  private static int clamped(int fixed) {
    return Math.clamp((fixed + (1 << 15)) >> 16, 0, FULL);
  }
}
