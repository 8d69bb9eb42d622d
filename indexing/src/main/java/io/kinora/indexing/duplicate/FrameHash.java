package io.kinora.indexing.duplicate;

/**
 * What a picture looks like in 256 bits: the signs of its 16x16 lowest frequencies (two-dimensional
 * DCT-II over 64x64 pixels), 64 bits for four rows of them. Near-copies differ in few bits,
 * unrelated pictures in about half. The size follows PDQ (Facebook, "The TMK+PDQF Video-Hashing
 * Algorithm and the PDQ Image-Hashing Algorithm", 2019); signs instead of PDQ's median make the
 * hash of the mirror image known without the image: mirroring turns the sign of each odd horizontal
 * frequency.
 */
record FrameHash(long a, long b, long c, long d) {

  static final int BITS = 256;

  private static final int SIDE = 64;
  private static final int KEPT = 16;
  private static final float[][] COSINES = cosines();

  /** The odd horizontal frequencies of four rows. */
  private static final long ODD = 0x5555_5555_5555_5555L;

  /** Bits in which the two differ, 0 to 256. */
  int distance(FrameHash other) {
    return Long.bitCount(a ^ other.a)
        + Long.bitCount(b ^ other.b)
        + Long.bitCount(c ^ other.c)
        + Long.bitCount(d ^ other.d);
  }

  /** The hash of the mirror image. */
  FrameHash mirrored() {
    return new FrameHash(a ^ ODD, b ^ ODD, c ^ ODD, d ^ ODD);
  }

  /** 16 bits: columns 0 to 7 of rows 2n and 2n + 1, n from 0 to 3. The lower, the steadier. */
  int band(int n) {
    long rows = n < 2 ? a : b;
    int shift = n % 2 == 0 ? 32 : 0;
    long two = rows >>> shift;
    return (int) ((two >>> 24 & 0xff) << 8 | two >>> 8 & 0xff);
  }

  /** The hash of a part of a picture. */
  static FrameHash of(GrayImage image, Box box) {
    float[] pixels = shrink(image, box);
    float[] rows = new float[SIDE * KEPT];
    for (int y = 0; y < SIDE; y++) {
      for (int u = 0; u < KEPT; u++) {
        float[] cosine = COSINES[u];
        float sum = 0;
        for (int x = 0; x < SIDE; x++) {
          sum += cosine[x] * pixels[y * SIDE + x];
        }
        rows[u * SIDE + y] = sum;
      }
    }
    long[] bits = new long[4];
    for (int v = 0; v < KEPT; v++) {
      float[] cosine = COSINES[v];
      for (int u = 0; u < KEPT; u++) {
        float sum = 0;
        for (int y = 0; y < SIDE; y++) {
          sum += cosine[y] * rows[u * SIDE + y];
        }
        boolean positive = sum > 0 && u + v > 0;
        bits[v / 4] = bits[v / 4] << 1 | (positive ? 1 : 0);
      }
    }
    return new FrameHash(bits[0], bits[1], bits[2], bits[3]);
  }

  /** Standard deviation of a part's brightness, 0 to 127.5: next to nothing on a flat picture. */
  static double contrast(GrayImage image, Box box) {
    long sum = 0;
    long squares = 0;
    for (int y = box.top(); y < box.bottom(); y++) {
      for (int x = box.left(); x < box.right(); x++) {
        int value = image.at(x, y);
        sum += value;
        squares += (long) value * value;
      }
    }
    double count = (double) (box.right() - box.left()) * (box.bottom() - box.top());
    double mean = sum / count;
    return Math.sqrt(Math.max(0, squares / count - mean * mean));
  }

  /** Area average of a part, 64x64: columns first, then rows, each with fractions at the edges. */
  private static float[] shrink(GrayImage image, Box box) {
    int rows = box.bottom() - box.top();
    float[] narrow = new float[rows * SIDE];
    double across = (double) (box.right() - box.left()) / SIDE;
    for (int x = 0; x < SIDE; x++) {
      double from = box.left() + x * across;
      double to = from + across;
      for (int source = (int) from; source < Math.min(to, box.right()); source++) {
        float weight = (float) ((Math.min(to, source + 1) - Math.max(from, source)) / across);
        for (int y = 0; y < rows; y++) {
          narrow[y * SIDE + x] += weight * image.at(source, box.top() + y);
        }
      }
    }
    float[] small = new float[SIDE * SIDE];
    double down = (double) rows / SIDE;
    for (int y = 0; y < SIDE; y++) {
      double from = y * down;
      double to = from + down;
      for (int source = (int) from; source < Math.min(to, rows); source++) {
        float weight = (float) ((Math.min(to, source + 1) - Math.max(from, source)) / down);
        for (int x = 0; x < SIDE; x++) {
          small[y * SIDE + x] += weight * narrow[source * SIDE + x];
        }
      }
    }
    return small;
  }

  private static float[][] cosines() {
    float[][] table = new float[KEPT][SIDE];
    for (int frequency = 0; frequency < KEPT; frequency++) {
      for (int i = 0; i < SIDE; i++) {
        table[frequency][i] = (float) Math.cos(Math.PI / SIDE * (i + 0.5) * frequency);
      }
    }
    return table;
  }
}
