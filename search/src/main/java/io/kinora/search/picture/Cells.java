package io.kinora.search.picture;

import io.kinora.indexing.media.Miniature;

/** A frame's grey cells as numbers. */
record Cells(int width, int height, float[] values) {

  static Cells of(Miniature miniature) {
    return of(miniature.width(), miniature.cells(), 0, miniature.height());
  }

  /**
   * @param from where in the bytes it begins
   */
  static Cells of(int width, byte[] bytes, int from, int height) {
    float[] values = new float[width * height];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes[from + i] & 0xff;
    }
    return new Cells(width, height, values);
  }

  /** Half as many on each side; an odd last row or column is left out. */
  Cells halved() {
    int w = Math.max(1, width / 2);
    int h = Math.max(1, height / 2);
    float[] half = new float[w * h];
    for (int y = 0; y < h; y++) {
      int above = Math.min(2 * y, height - 1) * width;
      int below = Math.min(2 * y + 1, height - 1) * width;
      for (int x = 0; x < w; x++) {
        int left = Math.min(2 * x, width - 1);
        int right = Math.min(2 * x + 1, width - 1);
        half[y * w + x] =
            (values[above + left]
                    + values[above + right]
                    + values[below + left]
                    + values[below + right])
                / 4;
      }
    }
    return new Cells(w, h, half);
  }
}
