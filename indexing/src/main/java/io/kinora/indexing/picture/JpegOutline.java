package io.kinora.indexing.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Walks over a JPEG's markers (ITU-T T.81, annex B). Counts the scans: each goes over the whole
 * picture, and a file of a few hundred kilobytes can hold thousands.
 */
final class JpegOutline {

  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.ISO_8859_1);
  private static final int ADOBE_TRANSFORM_AT = 11;
  private static final int UNSAID = -1;

  private final ByteBuffer bytes;
  private int width;
  private int height;
  private int components;
  private boolean lettered;
  private int exif = Exif.UPRIGHT;
  private int adobe = UNSAID;
  private int scans;

  private JpegOutline(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static Outline read(byte[] picture) throws UnusablePictureException {
    JpegOutline outline = new JpegOutline(ByteBuffer.wrap(picture, 2, picture.length - 2));
    outline.walk();
    if (outline.scans == 0 || outline.components == 0) {
      throw UnusablePictureException.damaged("a JPEG without a picture");
    }
    // Without Adobe's word: three components are luma and chroma unless they are named R, G, B.
    boolean transformed =
        outline.adobe == UNSAID ? outline.components == 3 && !outline.lettered : outline.adobe != 0;
    return new Outline(
        Format.JPEG,
        outline.width,
        outline.height,
        outline.exif,
        outline.scans,
        outline.adobe != UNSAID,
        transformed);
  }

  /** Up to the end of the picture, or of the bytes: decoders forgive a missing end. */
  private void walk() throws UnusablePictureException {
    int marker = nextMarker();
    while (marker != END_OF_IMAGE && marker != UNSAID) {
      if (hasLength(marker)) {
        int length = (bytes.getShort() & 0xffff) - 2;
        ByteBuffer segment = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        segment(marker, segment);
      }
      marker = nextMarker();
    }
  }

  /** The next marker, past whatever is none; {@link #UNSAID} at the end of the bytes. */
  private int nextMarker() {
    while (bytes.remaining() >= 2) {
      if ((bytes.get() & 0xff) != 0xff) {
        continue;
      }
      int code = bytes.get(bytes.position()) & 0xff;
      boolean marker = code != 0 && code != 0xff && !(code >= 0xd0 && code <= 0xd7);
      if (marker) {
        bytes.get();
        return code;
      }
    }
    return UNSAID;
  }

  private static boolean hasLength(int marker) {
    return marker != 0x01 && marker != 0xd8;
  }

  private void segment(int marker, ByteBuffer segment) throws UnusablePictureException {
    if (marker == START_OF_SCAN) {
      scans++;
    } else if (isFrame(marker)) {
      frame(segment);
    } else if (marker == APP1 && starts(segment, EXIF) && exif == Exif.UPRIGHT) {
      exif = Exif.orientation(segment.slice(EXIF.length, segment.remaining() - EXIF.length));
    } else if (marker == APP14
        && starts(segment, ADOBE)
        && segment.remaining() > ADOBE_TRANSFORM_AT) {
      adobe = segment.get(ADOBE_TRANSFORM_AT);
    }
  }

  /** SOF0 to SOF15, less the three codes among them that mean something else. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private void frame(ByteBuffer segment) throws UnusablePictureException {
    if (components != 0) {
      throw UnusablePictureException.damaged("a JPEG with two sizes");
    }
    height = segment.getShort(1) & 0xffff;
    width = segment.getShort(3) & 0xffff;
    components = segment.get(5);
    if (components != 1 && components != 3 && components != 4) {
      throw UnusablePictureException.damaged("a JPEG of " + components + " colours");
    }
    lettered =
        components == 3 && segment.get(6) == 'R' && segment.get(9) == 'G' && segment.get(12) == 'B';
  }

  private static boolean starts(ByteBuffer segment, byte[] name) {
    return segment.remaining() >= name.length
        && segment.slice(0, name.length).equals(ByteBuffer.wrap(name));
  }
}
