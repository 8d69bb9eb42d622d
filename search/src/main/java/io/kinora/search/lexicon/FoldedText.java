package io.kinora.search.lexicon;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/**
 * A text as names are compared: words of letters, digits, {@code +} and {@code #}, in lower case
 * and without accents and apostrophes. {@code Beyoncé – "Halo"} and {@code beyonce halo} are one.
 */
public final class FoldedText {

  /** A word and where it stands in the text as it was. */
  public record Word(String folded, int start, int end) {}

  private FoldedText() {}

  /** The words of a text, in order. */
  public static List<Word> words(String text) {
    List<Word> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); ) {
      int c = i < text.length() ? text.codePointAt(i) : ' ';
      if (isOfWord(c)) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        String folded = fold(text.substring(start, i));
        if (!folded.isEmpty()) {
          words.add(new Word(folded, start, i));
        }
        start = -1;
      }
      i += Character.charCount(c);
    }
    return words;
  }

  /** A name as a key: its words, blanks between. */
  public static String key(String name) {
    StringBuilder key = new StringBuilder(name.length());
    for (Word word : words(name)) {
      key.append(key.isEmpty() ? "" : " ").append(word.folded);
    }
    return key.toString();
  }

  /** One word in lower case, without accents and apostrophes. */
  public static String fold(String word) {
    if (isPlain(word)) {
      return word;
    }
    String composed = Normalizer.normalize(word, Normalizer.Form.NFC);
    char[] in = new char[composed.length()];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      char c = Character.toLowerCase(composed.charAt(i));
      if (c != '\'' && c != '\u2019') {
        in[length++] = c;
      }
    }
    char[] out = new char[length * 4]; // the most that one character folds to
    return new String(out, 0, ASCIIFoldingFilter.foldToASCII(in, 0, out, 0, length));
  }

  /** As most words are. */
  private static boolean isPlain(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c >= 0x80 || c == '\'' || (c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfWord(int c) {
    if (Character.isLetterOrDigit(c) || c == '+' || c == '#' || c == '\'' || c == 0x2019) {
      return true;
    }
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
