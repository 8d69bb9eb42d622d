package io.kinora.indexing.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks over a WebP's chunks (RFC 9649). The size is the largest that any part of the file claims:
 * the canvas and the picture on it each have one of their own.
 */
final class WebpOutline {

  private static final int RIFF_HEADER_BYTES = 12;
  private static final int CANVAS = 0x58385056; // VP8X, in the order of the bytes
  private static final int LOSSY = 0x20385056; // VP8
  private static final int LOSSLESS = 0x4c385056; // VP8L
  private static final int ANIMATION_FRAME = 0x464d4e41; // ANMF
  private static final int EXIF = 0x46495845;

  private static final int ANIMATION_FRAME_HEADER_BYTES = 16;

  private int width;
  private int height;
  private boolean pictured;
  private boolean animated;
  private int exif = Exif.UPRIGHT;

  private WebpOutline() {}

  static Outline read(byte[] picture) throws UnusablePictureException {
    WebpOutline outline = new WebpOutline();
    ByteBuffer bytes =
        ByteBuffer.wrap(picture).position(RIFF_HEADER_BYTES).slice().order(ByteOrder.LITTLE_ENDIAN);
    outline.chunks(bytes);
    if (outline.animated) {
      throw new UnusablePictureException(
          UnusablePictureException.Reason.NOT_A_PICTURE, "is an animated WebP");
    }
    if (!outline.pictured) {
      throw UnusablePictureException.damaged("a WebP without a picture");
    }
    return new Outline(Format.WEBP, outline.width, outline.height, outline.exif);
  }

  private void chunks(ByteBuffer bytes) throws UnusablePictureException {
    while (bytes.remaining() >= 2 * Integer.BYTES) {
      int type = bytes.getInt();
      int length = bytes.getInt();
      if (length < 0 || length > bytes.remaining()) {
        throw UnusablePictureException.damaged("a WebP that ends too early");
      }
      ByteBuffer chunk = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      chunk(type, chunk);
      int padded = Math.min(length + (length & 1), bytes.remaining());
      bytes.position(bytes.position() + padded);
    }
  }

  private void chunk(int type, ByteBuffer chunk) {
    switch (type) {
      case CANVAS -> size(1 + (chunk.getInt(4) & 0xffffff), 1 + (chunk.getInt(6) >>> 8));
      case LOSSY -> {
        pictured = true;
        size(chunk.getShort(6) & 0x3fff, chunk.getShort(8) & 0x3fff);
      }
      case LOSSLESS -> {
        pictured = true;
        int sides = chunk.getInt(1);
        size(1 + (sides & 0x3fff), 1 + (sides >>> 14 & 0x3fff));
      }
      case ANIMATION_FRAME -> animated |= chunk.remaining() >= ANIMATION_FRAME_HEADER_BYTES;
      case EXIF -> exif = Exif.orientation(withoutName(chunk));
      default -> {}
    }
  }

  /** Some writers put JPEG's name of the block before it. */
  private static ByteBuffer withoutName(ByteBuffer chunk) {
    boolean named = chunk.remaining() > 6 && chunk.get(0) == 'E' && chunk.get(1) == 'x';
    return named ? chunk.slice(6, chunk.remaining() - 6) : chunk;
  }

  private void size(int chunkWidth, int chunkHeight) {
    width = Math.max(width, chunkWidth);
    height = Math.max(height, chunkHeight);
  }
}
