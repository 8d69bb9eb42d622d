package io.kinora.indexing.picture;

import java.nio.BufferUnderflowException;

/**
 * What a picture's own structure says of it, read without decoding anything.
 *
 * @param width as stored, pixels
 * @param height as stored, pixels
 * @param exif orientation, 1 to 8, see {@link Exif}
 * @param passes how often a decoder goes over the whole picture: the scans of a JPEG
 * @param inverted whether a JPEG's four inks are stored inverted, as Adobe's programs do
 * @param transformed whether a JPEG's colours are stored as luma and chroma
 */
record Outline(
    Format format,
    int width,
    int height,
    int exif,
    int passes,
    boolean inverted,
    boolean transformed) {

  Outline(Format format, int width, int height, int exif) {
    this(format, width, height, exif, 1, false, false);
  }

  /**
   * @throws UnusablePictureException if it is no picture of a format that is taken, or ends before
   *     it begins
   */
  static Outline of(byte[] bytes) throws UnusablePictureException {
    Format format =
        Format.of(bytes)
            .orElseThrow(
                () ->
                    new UnusablePictureException(
                        UnusablePictureException.Reason.NOT_A_PICTURE,
                        "looks like " + Format.seen(bytes)));
    Outline outline;
    try {
      outline =
          switch (format) {
            case JPEG -> JpegOutline.read(bytes);
            case PNG -> PngOutline.read(bytes);
            case WEBP -> WebpOutline.read(bytes);
            case GIF -> GifOutline.read(bytes);
          };
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException cut) {
      throw UnusablePictureException.damaged("a " + format + " that ends too early");
    }
    if (outline.width < 1 || outline.height < 1) {
      throw UnusablePictureException.damaged("a " + format + " without a size");
    }
    return outline;
  }

  long pixels() {
    return (long) width * height;
  }
}
