package io.kinora.indexing.media;

import java.util.Arrays;

/** Brings a picture to another size. */
public final class Resize {

  private static final int CHANNELS = 3;

  private Resize() {}

  /**
   * Exact area averaging: each pixel of the result is the mean of the part of the picture that it
   * covers, pixels at the edge of that part counted by the fraction that lies in it. Shrinking does
   * not alias; enlarging repeats pixels. The aspect ratio is the caller's matter.
   *
   * <p>Weights are whole numbers (overlaps in units of 1/width and 1/height of a source pixel), so
   * the mean is exact up to its one rounding, and a picture resized to its own size is unchanged.
   *
   * @param width of the result, pixels, 1 or more
   * @param height of the result, pixels, 1 or more
   * @return a new picture, or {@code image} itself if it already has that size
   */
  public static RgbImage area(RgbImage image, int width, int height) {
    if (width < 1 || height < 1 || (long) width * height * CHANNELS > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("cannot resize to " + width + "x" + height);
    }
    if (image.width() == width && image.height() == height) {
      return image;
    }
    byte[] resized = new byte[width * height * CHANNELS];
    long[] sums = new long[width * CHANNELS];
    long[] row = new long[width * CHANNELS];
    int rowHeld = -1;
    long total = (long) image.width() * image.height();
    for (int y = 0; y < height; y++) {
      long top = (long) y * image.height();
      long bottom = top + image.height();
      Arrays.fill(sums, 0);
      for (int source = (int) (top / height); (long) source * height < bottom; source++) {
        if (source != rowHeld) {
          sumRow(image, source, width, row);
          rowHeld = source;
        }
        long weight = overlap(source, height, top, bottom);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += weight * row[i];
        }
      }
      int at = y * sums.length;
      for (int i = 0; i < sums.length; i++) {
        resized[at + i] = (byte) ((sums[i] + total / 2) / total);
      }
    }
    return new RgbImage(width, height, resized);
  }

  /** Weighted sums along one source row; the weights of one output pixel add up to its width. */
  private static void sumRow(RgbImage image, int y, int width, long[] sums) {
    byte[] rgb = image.rgb();
    int start = y * image.width() * CHANNELS;
    for (int x = 0; x < width; x++) {
      long left = (long) x * image.width();
      long right = left + image.width();
      long red = 0;
      long green = 0;
      long blue = 0;
      for (int source = (int) (left / width); (long) source * width < right; source++) {
        long weight = overlap(source, width, left, right);
        int at = start + source * CHANNELS;
        red += weight * (rgb[at] & 0xff);
        green += weight * (rgb[at + 1] & 0xff);
        blue += weight * (rgb[at + 2] & 0xff);
      }
      sums[x * CHANNELS] = red;
      sums[x * CHANNELS + 1] = green;
      sums[x * CHANNELS + 2] = blue;
    }
  }

  /** How much of source pixel {@code index}, {@code length} units long, lies in [from, to). */
  private static long overlap(int index, int length, long from, long to) {
    long start = (long) index * length;
    return Math.min(to, start + length) - Math.max(from, start);
  }
}
