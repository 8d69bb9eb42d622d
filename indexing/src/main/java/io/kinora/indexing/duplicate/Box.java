package io.kinora.indexing.duplicate;

import java.util.List;

/**
 * The part of a picture inside its black bars: left and top inclusive, right and bottom exclusive.
 */
record Box(int left, int top, int right, int bottom) {

  /** Brightness up to which a pixel of a bar counts as black: codecs do not keep black at 0. */
  private static final int BLACK = 32;

  /**
   * Share of a row's pixels that may be brighter: ringing at the edges, a small sign in the bar.
   */
  private static final double BRIGHTER = 0.03;

  /** More than this share of a side is never cut: a dark film is not all bars. */
  private static final double MOST_CUT = 0.35;

  static Box whole(GrayImage image) {
    return new Box(0, 0, image.width(), image.height());
  }

  /**
   * What lies inside the rows and columns that are black in all of the pictures. One more is cut
   * where there is a bar: the first row of the picture is mixed with the bar's last.
   *
   * @param images of one size, at least one
   */
  static Box insideBars(List<GrayImage> images) {
    int width = images.getFirst().width();
    int height = images.getFirst().height();
    int[] rows = new int[height];
    int[] columns = new int[width];
    for (GrayImage image : images) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          if (image.at(x, y) > BLACK) {
            rows[y]++;
            columns[x]++;
          }
        }
      }
    }
    double inRow = BRIGHTER * width * images.size();
    double inColumn = BRIGHTER * height * images.size();
    return new Box(
        bar(columns, inColumn, 0, 1),
        bar(rows, inRow, 0, 1),
        width - bar(columns, inColumn, width - 1, -1),
        height - bar(rows, inRow, height - 1, -1));
  }

  private static int bar(int[] bright, double most, int from, int step) {
    int cut = 0;
    while (cut < MOST_CUT * bright.length && bright[from + cut * step] <= most) {
      cut++;
    }
    return cut == 0 || cut >= MOST_CUT * bright.length ? 0 : cut + 1;
  }
}
