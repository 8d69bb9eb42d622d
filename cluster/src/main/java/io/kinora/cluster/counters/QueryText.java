package io.kinora.cluster.counters;

import io.kinora.catalog.Blanks;
import java.text.Normalizer;
import java.util.Locale;

/** Words searched for, as queries are told apart: case, Unicode form and blanks do not matter. */
public final class QueryText {

  /** Longer ones are counted as what they begin with. */
  private static final int LONGEST = 200;

  private QueryText() {}

  /** Empty if there are no words. */
  public static String of(String typed) {
    String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    String words = Blanks.single(plain);
    return words.codePointCount(0, words.length()) <= LONGEST
        ? words
        : words.substring(0, words.offsetByCodePoints(0, LONGEST)).strip();
  }
}
