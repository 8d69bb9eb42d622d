package io.kinora.verticles.demo.paint;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Box blur with a running sum; two passes look like a lens out of focus. */
final class Blur {

  private Blur() {}

  static void box(BufferedImage image, int radius) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int[] line = new int[Math.max(width, height)];
    for (int y = 0; y < height; y++) {
      run(pixels, y * width, 1, width, radius, line);
    }
    for (int x = 0; x < width; x++) {
      run(pixels, x, width, height, radius, line);
    }
  }

  private static void run(int[] pixels, int start, int step, int length, int radius, int[] line) {
    for (int i = 0; i < length; i++) {
      line[i] = pixels[start + i * step];
    }
    int window = 2 * radius + 1;
    int[] sums = new int[4];
    for (int i = -radius; i <= radius; i++) {
      add(sums, line[bounded(i, length)], 1);
    }
    for (int i = 0; i < length; i++) {
      pixels[start + i * step] =
          sums[3] / window << 24
              | sums[2] / window << 16
              | sums[1] / window << 8
              | sums[0] / window;
      add(sums, line[bounded(i + radius + 1, length)], 1);
      add(sums, line[bounded(i - radius, length)], -1);
    }
  }

  private static int bounded(int i, int length) {
    return Math.max(0, Math.min(length - 1, i));
  }

  private static void add(int[] sums, int argb, int sign) {
    sums[0] += sign * (argb & 255);
    sums[1] += sign * ((argb >> 8) & 255);
    sums[2] += sign * ((argb >> 16) & 255);
    sums[3] += sign * (argb >>> 24);
  }
}
