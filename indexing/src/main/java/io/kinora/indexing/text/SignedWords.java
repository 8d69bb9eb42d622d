package io.kinora.indexing.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/** Words that signs are part of, which Unicode's rules for words take apart or cut short. */
final class SignedWords {

  private static final String WORD = "[\\p{L}\\p{N}]+";

  /** {@code C++}, {@code F#}, {@code Disney+}; {@code #shorts}, {@code @name}, {@code .NET}. */
  private static final Pattern SIGNED =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?:[#@]"
              + "[\\p{L}\\p{N}_]+|\\.\\p{L}{2,}|"
              + WORD
              + "(?:\\+{1,2}|#)(?![\\p{L}\\p{N}+#]))");

  /** {@code wi-fi}, {@code AC/DC}, {@code R&B}, {@code 24/7}. */
  private static final Pattern JOINED =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_])" + WORD + "(?:[-/&]" + WORD + "){1,3}(?![-/&\\p{L}\\p{N}])");

  private static final int LONGEST = 40;

  private SignedWords() {}

  /** Takes a word found. */
  interface Found {
    void word(String term, int start, int end, Form.Kind kind);
  }

  static void find(String text, Found found) {
    if (!hasSign(text)) {
      return;
    }
    find(SIGNED, text, Form.Kind.SIGNED, found);
    find(JOINED, text, Form.Kind.JOINED, found);
  }

  /** Most texts have none, and looking for a character is cheaper than for a pattern. */
  private static boolean hasSign(String text) {
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '#', '@', '+', '-', '/', '&' -> {
          return true;
        }
        case '.' -> {
          if (i + 1 < text.length() && Character.isLetter(text.charAt(i + 1))) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  private static void find(Pattern pattern, String text, Form.Kind kind, Found found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      String word = matcher.group();
      if (word.length() <= LONGEST) {
        found.word(
            kind == Form.Kind.JOINED ? joined(word) : folded(word),
            matcher.start(),
            matcher.end(),
            kind);
      }
    }
  }

  /** Between letters the sign is a matter of taste; between digits it is not. */
  private static String joined(String word) {
    boolean taste = word.codePoints().noneMatch(Character::isDigit) && word.indexOf('&') < 0;
    return folded(taste ? word.replace("-", "").replace("/", "") : word);
  }

  private static String folded(String word) {
    char[] chars = word.toLowerCase(Locale.ROOT).toCharArray();
    char[] folded = new char[4 * chars.length];
    int length = ASCIIFoldingFilter.foldToASCII(chars, 0, folded, 0, chars.length);
    return new String(folded, 0, length);
  }
}
