package io.kinora.search.suggest;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/**
 * A text as completions compare it: Unicode's NFKD without accents and vowel points, lower case,
 * apostrophes left out, words of letters, digits and some symbols ({@code + #}, currencies, emoji)
 * apart by one blank. Korean syllables stay taken apart, so that a half-typed one matches.
 */
final class FoldedText {

  private static final int MOST_PER_CHARACTER = 32; // U+FDFA becomes 18; ASCII folding adds less

  private final StringBuilder text;
  private int[] source;
  private final boolean blankAtEnd;

  private FoldedText(String original) {
    text = new StringBuilder(original.length() + 8);
    source = new int[original.length() + 8];
    boolean gap = false;
    for (int i = 0; i < original.length(); ) {
      int c = original.codePointAt(i);
      gap = add(c, i, gap);
      i += Character.charCount(c);
    }
    place(text.length(), original.length());
    blankAtEnd = gap;
  }

  static FoldedText of(String original) {
    return new FoldedText(original);
  }

  /**
   * @param gap a blank is due before the next character that is kept
   * @return whether one is due after this character
   */
  private boolean add(int c, int from, boolean gap) {
    if (c < 0x80) {
      return addPart(c, from, gap);
    }
    boolean due = gap;
    String parts = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD);
    for (int i = 0; i < parts.length(); ) {
      int part = parts.codePointAt(i);
      due = addPart(part, from, due);
      i += Character.charCount(part);
    }
    return due;
  }

  private boolean addPart(int c, int from, boolean gap) {
    if (isLeftOut(c)) {
      return gap;
    }
    if (!isKept(c)) {
      return !text.isEmpty();
    }
    if (gap) {
      append(' ', from);
    }
    int lower = Character.toLowerCase(c);
    if (lower < 0x80 || lower > 0xFFFF) {
      append(lower, from);
    } else {
      char[] ascii = new char[MOST_PER_CHARACTER];
      int length = ASCIIFoldingFilter.foldToASCII(new char[] {(char) lower}, 0, ascii, 0, 1);
      for (int i = 0; i < length; i++) {
        if (isKept(ascii[i])) {
          append(Character.toLowerCase(ascii[i]), from);
        }
      }
    }
    return false;
  }

  private void append(int c, int from) {
    int first = text.length();
    text.appendCodePoint(c);
    for (int i = first; i < text.length(); i++) {
      place(i, from);
    }
  }

  private void place(int index, int from) {
    if (index >= source.length) {
      source = Arrays.copyOf(source, index + index / 2 + 8);
    }
    source[index] = from;
  }

  /** Marks that are often not typed, apostrophes, and what cannot be seen. */
  private static boolean isLeftOut(int c) {
    if (c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x0640) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
      case Character.NON_SPACING_MARK ->
          c <= 0x036F
              || (c >= 0x0591 && c <= 0x05C7)
              || (c >= 0x064B && c <= 0x065F)
              || c == 0x0670
              || (c >= 0xFE00 && c <= 0xFE0F);
      default -> false;
    };
  }

  private static boolean isKept(int c) {
    if (Character.isLetterOrDigit(c) || c == '+' || c == '#') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.CURRENCY_SYMBOL,
          Character.OTHER_SYMBOL ->
          true;
      case Character.MODIFIER_SYMBOL -> c > 0xFFFF; // skin tones of emoji
      default -> false;
    };
  }

  String text() {
    return text.toString();
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** Whether the text goes on after its last word, with blanks or marks that are not kept. */
  boolean blankAtEnd() {
    return blankAtEnd;
  }

  /** Where in the text as it was written the character at this index comes from. */
  int source(int index) {
    return source[index];
  }

  /**
   * Whether a completion may begin at this index: after a blank or a symbol, and anywhere in
   * scripts that put no blanks between words.
   */
  boolean startsWord(int index) {
    int c = text.codePointAt(index);
    if (c == ' ' || isMark(c) || Character.isLowSurrogate(text.charAt(index))) {
      return false;
    }
    if (index == 0) {
      return true;
    }
    int before = text.codePointBefore(index);
    return !(Character.isLetterOrDigit(before) || isMark(before)) || isUnspaced(c);
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isUnspaced(int c) {
    if (c < 0x0E00) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
