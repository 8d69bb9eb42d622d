package io.kinora.search.picture;

import org.jspecify.annotations.Nullable;

/**
 * A picture as it would look on the grid of a frame's cells if it lay in a given place: mean 0 and
 * length 1, so that its correlation with a frame is one pass over their cells.
 *
 * @param left the first of the frame's columns that it covers wholly
 * @param top the first row
 * @param mean brightness of the picture there, 0 to 255
 * @param length of its differences to that mean, by which they were divided
 */
record Template(
    int left, int top, int width, int height, float[] values, float mean, float length) {

  /** Less variance a cell than this (of a brightness of 0 to 255) is a plain surface. */
  private static final float PLAIN = 6;

  private static final double DEVIATIONS = 3;

  /**
   * @return the correlation, -1 to 1; -1 where the frame is plain
   */
  float correlation(Cells frame) {
    return correlation(frame, left, top);
  }

  /** The same with the template moved to another column and row. */
  float correlation(Cells frame, int column, int row) {
    float sum = 0;
    float squares = 0;
    float products = 0;
    float[] cells = frame.values();
    for (int y = 0; y < height; y++) {
      int at = (row + y) * frame.width() + column;
      int mine = y * width;
      for (int x = 0; x < width; x++) {
        float cell = cells[at + x];
        sum += cell;
        squares += cell * cell;
        products += cell * values[mine + x];
      }
    }
    int count = width * height;
    float variance = squares - sum * sum / count;
    return variance < PLAIN * count ? -1 : sure((float) (products / Math.sqrt(variance)), count);
  }

  /**
   * The lower end of a correlation's confidence interval (R. A. Fisher, 1921): of a few cells a
   * high one may be chance. Neighbouring cells are alike, so they count for less than their number.
   */
  private static float sure(float correlation, int cells) {
    double limited = Math.clamp(correlation, -0.9999, 0.9999);
    double z = Math.log((1 + limited) / (1 - limited)) / 2;
    return (float) Math.tanh(z - DEVIATIONS / Math.sqrt(cells));
  }

  /** How far the brightness is from the frame's: the sum of the squares, as it is. */
  float distance(Cells frame) {
    float sum = 0;
    for (int y = 0; y < height; y++) {
      int at = (top + y) * frame.width() + left;
      for (int x = 0; x < width; x++) {
        float brightness = values[y * width + x] * length + mean;
        float difference = frame.values()[at + x] - brightness;
        sum += difference * difference;
      }
    }
    return sum;
  }

  /** Of raw cells; null if they are plain. */
  static @Nullable Template of(int left, int top, int width, int height, float[] raw) {
    float sum = 0;
    for (float value : raw) {
      sum += value;
    }
    float mean = sum / raw.length;
    float squares = 0;
    for (int i = 0; i < raw.length; i++) {
      raw[i] -= mean;
      squares += raw[i] * raw[i];
    }
    if (squares < PLAIN * raw.length) {
      return null;
    }
    float length = (float) Math.sqrt(squares);
    for (int i = 0; i < raw.length; i++) {
      raw[i] /= length;
    }
    return new Template(left, top, width, height, raw, mean, length);
  }
}
