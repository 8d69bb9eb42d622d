package io.kinora.indexing.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the one thing wanted of EXIF: how the picture is to be turned. Libraries for it read all
 * the rest too, compressed texts and XML included; here nothing but the first directory is looked
 * at.
 */
final class Exif {

  /** Stored as it is shown. */
  static final int UPRIGHT = 1;

  private static final int ORIENTATION_TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private Exif() {}

  /**
   * The orientation in a TIFF block, 1 to 8.
   *
   * @param tiff begins with the byte order
   * @return {@link #UPRIGHT} if there is none, or it makes no sense
   */
  static int orientation(ByteBuffer tiff) {
    if (tiff.remaining() < 8) {
      return UPRIGHT;
    }
    ByteBuffer block = tiff.slice();
    short mark = block.getShort(0);
    if (mark != 0x4949 && mark != 0x4d4d) {
      return UPRIGHT;
    }
    block.order(mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = block.getInt(4);
    if (directory < 8 || directory > block.limit() - 2) {
      return UPRIGHT;
    }
    int entries = block.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int at = directory + 2 + i * ENTRY_BYTES;
      if (at + ENTRY_BYTES > block.limit()) {
        return UPRIGHT;
      }
      boolean found =
          (block.getShort(at) & 0xffff) == ORIENTATION_TAG && block.getShort(at + 2) == SHORT;
      if (found) {
        int value = block.getShort(at + 8) & 0xffff;
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }
}
