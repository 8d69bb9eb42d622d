package io.kinora.indexing.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds the first picture of a GIF (CompuServe, Graphics Interchange Format, version 89a). */
final class GifOutline {

  private static final int SCREEN_AT = 6;
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;

  private GifOutline() {}

  static Outline read(byte[] picture) throws UnusablePictureException {
    ByteBuffer bytes = ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(SCREEN_AT + 2 * Short.BYTES);
    int flags = bytes.get();
    bytes.position(bytes.position() + 2);
    if ((flags & 0x80) != 0) {
      bytes.position(bytes.position() + 3 * (2 << (flags & 7)));
    }
    int block = bytes.get();
    while (block == EXTENSION) {
      bytes.get();
      int length = bytes.get() & 0xff;
      while (length > 0) {
        bytes.position(bytes.position() + length);
        length = bytes.get() & 0xff;
      }
      block = bytes.get();
    }
    if (block != IMAGE) {
      throw UnusablePictureException.damaged("a GIF without a picture");
    }
    bytes.position(bytes.position() + 2 * Short.BYTES);
    return new Outline(
        Format.GIF, bytes.getShort() & 0xffff, bytes.getShort() & 0xffff, Exif.UPRIGHT);
  }
}
