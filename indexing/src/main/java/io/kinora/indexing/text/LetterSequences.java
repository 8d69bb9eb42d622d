package io.kinora.indexing.text;

import java.util.Arrays;
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

  /** Each once, see {@link #packed}. */
  static long[] of(String text) {
    String letters = letters(text);
    long[] sequences = new long[letters.length() * LONGEST];
    int end = 0;
    for (int start = 0; start < letters.length(); start++) {
      long sequence = 0;
      for (int at = start; at < Math.min(start + LONGEST, letters.length()); at++) {
        sequence = with(sequence, letters.charAt(at));
        sequences[end++] = sequence;
      }
    }
    return distinct(sequences, end);
  }

  /** A sequence as one number, 16 bits a character; no other has the same. */
  static long packed(String sequence) {
    long packed = 0;
    for (int i = 0; i < sequence.length(); i++) {
      packed = with(packed, sequence.charAt(i));
    }
    return packed;
  }

  private static long with(long sequence, char next) {
    return sequence << Character.SIZE | next;
  }

  private static long[] distinct(long[] sequences, int end) {
    Arrays.sort(sequences, 0, end);
    int count = 0;
    for (int i = 0; i < end; i++) {
      if (i == 0 || sequences[i] != sequences[i - 1]) {
        sequences[count++] = sequences[i];
      }
    }
    return Arrays.copyOf(sequences, count);
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
