package io.kinora.indexing.picture;

/**
 * A part of a picture, in pixels of the upright picture.
 *
 * @param x of its left edge, from 0
 * @param y of its upper edge, from 0
 */
public record Crop(int x, int y, int width, int height) {

  /** Fewer pixels than this on a side show nothing. */
  public static final int LEAST_SIDE = 8;

  boolean fits(int pictureWidth, int pictureHeight) {
    return x >= 0
        && y >= 0
        && width >= LEAST_SIDE
        && height >= LEAST_SIDE
        && (long) x + width <= pictureWidth
        && (long) y + height <= pictureHeight;
  }

  @Override
  public String toString() {
    return x + "," + y + "," + width + "," + height;
  }
}
