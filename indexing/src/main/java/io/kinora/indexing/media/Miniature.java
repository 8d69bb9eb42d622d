package io.kinora.indexing.media;

import java.util.Arrays;

/**
 * A picture in a few grey cells: too coarse to look at, fine enough to find the place in it where a
 * part of it was cut out. The array is shared, not copied: treat it as immutable.
 *
 * @param width cells, 1 to {@link #LONGEST_SIDE}; cells are square
 * @param cells brightness 0 to 255, row by row, at most {@link #LONGEST_SIDE} rows
 */
public record Miniature(int width, byte[] cells) {

  public static final int LONGEST_SIDE = 64;

  public Miniature {
    boolean whole = width > 0 && cells.length > 0 && cells.length % width == 0;
    if (!whole || width > LONGEST_SIDE || cells.length / width > LONGEST_SIDE) {
      throw new IllegalArgumentException(
          "%d cells in rows of %d; allowed: whole rows, up to %d by %d"
              .formatted(cells.length, width, LONGEST_SIDE, LONGEST_SIDE));
    }
  }

  /**
   * @param longSide cells on the longer side, 1 to {@link #LONGEST_SIDE}
   */
  public static Miniature of(RgbImage picture, int longSide) {
    double scale = (double) longSide / Math.max(picture.width(), picture.height());
    int width = (int) Math.max(1, Math.round(picture.width() * scale));
    int height = (int) Math.max(1, Math.round(picture.height() * scale));
    byte[] rgb = Resize.area(picture, width, height).rgb();
    byte[] cells = new byte[width * height];
    for (int i = 0; i < cells.length; i++) {
      // ITU-R BT.601 in 16 bits.
      int luma =
          19_595 * (rgb[3 * i] & 0xff)
              + 38_470 * (rgb[3 * i + 1] & 0xff)
              + 7_471 * (rgb[3 * i + 2] & 0xff);
      cells[i] = (byte) (luma >> 16);
    }
    return new Miniature(width, cells);
  }

  public int height() {
    return cells.length / width;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Miniature that
        && width == that.width
        && Arrays.equals(cells, that.cells);
  }

  @Override
  public int hashCode() {
    return 31 * width + Arrays.hashCode(cells);
  }

  @Override
  public String toString() {
    return "Miniature[" + width + "x" + height() + "]";
  }
}
