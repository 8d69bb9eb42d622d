package io.kinora.indexing.media;

import java.util.Arrays;

/**
 * A 64-bit hash of what a picture looks like: near-copies (resized, recompressed, a little
 * brighter) differ in few bits, unrelated pictures in about half of them. It is the DCT hash of C.
 * Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010: luma at
 * 32x32, two- dimensional DCT-II, the 8x8 lowest frequencies without the constant ones, one bit
 * each: above their median or not.
 */
public final class PerceptualHash {

  private static final int SIDE = 32;
  private static final int KEPT = 8;
  private static final double[][] COSINES = cosines();

  private PerceptualHash() {}

  public static long of(RgbImage image) {
    double[] low = lowFrequencies(luma(Resize.area(image, SIDE, SIDE)));
    double[] sorted = low.clone();
    Arrays.sort(sorted);
    double median = (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    long hash = 0;
    for (double coefficient : low) {
      hash = hash << 1 | (coefficient > median ? 1 : 0);
    }
    return hash;
  }

  /** Number of bits in which two hashes differ: 0 to 64. */
  public static int distance(long one, long other) {
    return Long.bitCount(one ^ other);
  }

  /** ITU-R BT.601. */
  private static double[] luma(RgbImage image) {
    byte[] rgb = image.rgb();
    double[] luma = new double[SIDE * SIDE];
    for (int i = 0; i < luma.length; i++) {
      luma[i] =
          0.299 * (rgb[3 * i] & 0xff)
              + 0.587 * (rgb[3 * i + 1] & 0xff)
              + 0.114 * (rgb[3 * i + 2] & 0xff);
    }
    return luma;
  }

  /** Frequencies 1 to 8 in both directions, row by row. */
  private static double[] lowFrequencies(double[] luma) {
    double[] rows = new double[SIDE * KEPT];
    for (int y = 0; y < SIDE; y++) {
      for (int u = 0; u < KEPT; u++) {
        for (int x = 0; x < SIDE; x++) {
          rows[y * KEPT + u] += COSINES[u][x] * luma[y * SIDE + x];
        }
      }
    }
    double[] low = new double[KEPT * KEPT];
    for (int v = 0; v < KEPT; v++) {
      for (int u = 0; u < KEPT; u++) {
        for (int y = 0; y < SIDE; y++) {
          low[v * KEPT + u] += COSINES[v][y] * rows[y * KEPT + u];
        }
      }
    }
    return low;
  }

  private static double[][] cosines() {
    double[][] table = new double[KEPT][SIDE];
    for (int frequency = 0; frequency < KEPT; frequency++) {
      for (int i = 0; i < SIDE; i++) {
        table[frequency][i] = Math.cos(Math.PI / SIDE * (i + 0.5) * (frequency + 1));
      }
    }
    return table;
  }
}
