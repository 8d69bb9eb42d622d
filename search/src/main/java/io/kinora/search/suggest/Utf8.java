package io.kinora.search.suggest;

/** Single characters in UTF-8. */
final class Utf8 {

  private Utf8() {}

  static int length(int character) {
    return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  }

  /** How many bytes a character has that begins with this one. */
  static int lengthByFirst(byte first) {
    int lead = Byte.toUnsignedInt(first);
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  }

  static int character(byte[] bytes, int length) {
    if (length == 1) {
      return bytes[0];
    }
    int character = bytes[0] & (0xFF >> (length + 1));
    for (int i = 1; i < length; i++) {
      character = character << 6 | (bytes[i] & 0x3F);
    }
    return character;
  }
}
