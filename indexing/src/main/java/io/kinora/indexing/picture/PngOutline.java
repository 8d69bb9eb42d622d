package io.kinora.indexing.picture;

import java.nio.ByteBuffer;

/** Walks over a PNG's chunks (W3C, Portable Network Graphics, third edition). */
final class PngOutline {

  private static final int SIGNATURE_BYTES = 8;
  private static final int IHDR = 0x49484452;
  private static final int IEND = 0x49454e44;
  private static final int EXIF = 0x65584966;

  private PngOutline() {}

  static Outline read(byte[] picture) throws UnusablePictureException {
    ByteBuffer bytes = ByteBuffer.wrap(picture, SIGNATURE_BYTES, picture.length - SIGNATURE_BYTES);
    int first = bytes.getInt();
    if (first != 13 || bytes.getInt() != IHDR) {
      throw UnusablePictureException.damaged("a PNG without a header");
    }
    int width = bytes.getInt();
    int height = bytes.getInt();
    bytes.position(bytes.position() + 5 + Integer.BYTES);
    return new Outline(Format.PNG, width, height, orientation(bytes));
  }

  /** A missing end is the decoder's matter. */
  private static int orientation(ByteBuffer bytes) {
    while (bytes.remaining() >= 2 * Integer.BYTES) {
      int length = bytes.getInt();
      int type = bytes.getInt();
      if (type == IEND || length < 0 || length > bytes.remaining() - Integer.BYTES) {
        return Exif.UPRIGHT;
      }
      if (type == EXIF) {
        return Exif.orientation(bytes.slice(bytes.position(), length));
      }
      bytes.position(bytes.position() + length + Integer.BYTES);
    }
    return Exif.UPRIGHT;
  }
}
