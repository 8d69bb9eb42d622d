package io.kinora.indexing.duplicate;

/**
 * A picture as brightness alone, row-major, a byte (0 to 255) a pixel; shared, not copied.
 *
 * @param luma {@code width * height} bytes
 */
public record GrayImage(int width, int height, byte[] luma) {

  public GrayImage {
    if (width <= 0 || height <= 0 || luma.length != (long) width * height) {
      throw new IllegalArgumentException(
          "%dx%d gray, got %d bytes".formatted(width, height, luma.length));
    }
  }

  int at(int x, int y) {
    return luma[y * width + x] & 0xff;
  }
}
