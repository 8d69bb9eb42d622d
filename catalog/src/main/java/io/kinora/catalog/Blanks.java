package io.kinora.catalog;

import java.util.function.IntUnaryOperator;

/** What parts words: whatever Unicode calls white, a space or a control character. */
public final class Blanks {

  private Blanks() {}

  /** A text with one blank between words, none before the first and behind the last. */
  public static String single(String text) {
    return single(text, c -> c);
  }

  /**
   * The same, with other characters.
   *
   * @param as what to write for a code point that is no blank; less than 0: nothing
   */
  public static String single(String text, IntUnaryOperator as) {
    StringBuilder single = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (parts(c)) {
        gap = !single.isEmpty();
        continue;
      }
      int written = as.applyAsInt(c);
      if (written < 0) {
        continue;
      }
      if (gap) {
        single.append(' ');
        gap = false;
      }
      single.appendCodePoint(written);
    }
    return single.toString();
  }

  private static boolean parts(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }
}
