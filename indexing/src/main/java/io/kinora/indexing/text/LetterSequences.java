package io.kinora.indexing.text;

import java.util.HashSet;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * The sequences of one to three characters in a text, as OpenNLP's language model was trained on
 * them: lower case, without addresses, mentions, hashtags, digits and pictures, no character more
 * than twice in a row. The library's own way to them, by regular expressions, takes four times as
 * long, which was a tenth of a search by words.
 */
final class LetterSequences {

  private static final int LONGEST = 3;

  private LetterSequences() {}

  /** Each once. */
  static String[] of(String text) {
    String letters = letters(text);
    Set<String> sequences = new HashSet<>(letters.length() * 2 * LONGEST);
    for (int length = 1; length <= LONGEST; length++) {
      for (int start = 0; start + length <= letters.length(); start++) {
        sequences.add(letters.substring(start, start + length));
      }
    }
    return sequences.toArray(String[]::new);
  }

  /** What of a text is language, words apart by one blank. */
  static String letters(String text) {
    StringBuilder letters = new StringBuilder(text.length());
    StringTokenizer words = new StringTokenizer(text);
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      if (!word.contains("://") && word.indexOf('@') < 0) {
        part(letters);
        add(word, letters);
      }
    }
    return letters.toString().stripTrailing();
  }

  private static void add(String word, StringBuilder letters) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '#') {
        return;
      }
      if (Character.isDigit(c) || Character.isSurrogate(c)) {
        part(letters);
      } else {
        char lower = Character.toLowerCase(c);
        int end = letters.length();
        boolean third =
            end > 1 && letters.charAt(end - 1) == lower && letters.charAt(end - 2) == lower;
        if (!third) {
          letters.append(lower);
        }
      }
    }
  }

  private static void part(StringBuilder letters) {
    int end = letters.length();
    if (end > 0 && letters.charAt(end - 1) != ' ') {
      letters.append(' ');
    }
  }
}
