package io.kinora.indexing.media;

/**
 * An upright picture, 8-bit RGB.
 *
 * @param rgb row-major, three bytes a pixel, {@code width * height * 3} long; shared, not copied
 */
public record RgbImage(int width, int height, byte[] rgb) {

  public RgbImage {
    if (width <= 0 || height <= 0 || rgb.length != (long) width * height * 3) {
      throw new IllegalArgumentException(
          width
              + "x"
              + height
              + " RGB needs "
              + (long) width * height * 3
              + " bytes, got "
              + rgb.length);
    }
  }
}
