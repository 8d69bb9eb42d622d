package io.kinora.search.suggest;

import java.nio.charset.StandardCharsets;

/**
 * What was typed, as completions compare it.
 *
 * @param characters code points
 * @param bytes the same in UTF-8
 * @param starts where each character begins in these bytes, and their end
 * @param wholeWords a blank follows: the last word is complete
 */
record TypedText(int[] characters, byte[] bytes, int[] starts, boolean wholeWords) {

  private static final int ONE_EDIT_FROM = 3;
  private static final int TWO_EDITS_FROM = 8;

  static TypedText of(String typed) {
    FoldedText folded = FoldedText.of(typed);
    int[] characters = folded.text().codePoints().toArray();
    int[] starts = new int[characters.length + 1];
    for (int i = 0; i < characters.length; i++) {
      starts[i + 1] = starts[i] + Utf8.length(characters[i]);
    }
    byte[] bytes = folded.text().getBytes(StandardCharsets.UTF_8);
    return new TypedText(characters, bytes, starts, folded.blankAtEnd());
  }

  boolean isEmpty() {
    return characters.length == 0;
  }

  /** How many typing errors are looked through. */
  int mostEdits() {
    if (characters.length >= TWO_EDITS_FROM) {
      return 2;
    }
    return characters.length >= ONE_EDIT_FROM ? 1 : 0;
  }
}
