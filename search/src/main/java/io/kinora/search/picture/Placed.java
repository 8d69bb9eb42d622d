package io.kinora.search.picture;

/**
 * Where a picture lies in a frame, in the frame's cells.
 *
 * @param left of its left edge, a cell's fraction included
 * @param top of its upper edge
 * @param width of the picture there
 * @param score how alike the two are there: the correlation of their cells, -1 to 1
 */
record Placed(double left, double top, double width, float score) {

  static final Placed NOWHERE = new Placed(0, 0, 0, -1);

  Placed better(Placed other) {
    return other.score > score ? other : this;
  }
}
