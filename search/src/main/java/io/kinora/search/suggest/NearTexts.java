package io.kinora.search.suggest;

import io.kinora.search.suggest.SegmentTexts.Range;

/**
 * The entries of a segment that begin with nearly what was typed: with a number of characters too
 * many, missing, wrong or swapped with the next (Damerau's edits). Digits are never taken for
 * others. Goes down the sorted entries as if they were a trie, a range for each node.
 */
final class NearTexts {

  /** Shorter texts with a wrong first letter could be anything. */
  private static final int WRONG_FIRST_FROM = 4;

  /** Takes the ranges found; some lie within others. */
  interface Sink {
    /**
     * @param depth bytes of the entries that correspond to what was typed
     */
    void found(Range range, int depth);
  }

  private final SegmentTexts texts;
  private final int[] typed;
  private final byte[] bytes;

  /** Where each character begins in these bytes, and their end. */
  private final int[] starts;

  private final Sink sink;

  /** The first character that may be wrong. */
  private final int firstWrong;

  private NearTexts(SegmentTexts texts, TypedText typed, int edits, Sink sink) {
    this.texts = texts;
    this.typed = typed.characters();
    this.bytes = typed.bytes();
    this.starts = typed.starts();
    this.sink = sink;
    this.firstWrong = edits == 1 && this.typed.length >= WRONG_FIRST_FROM ? 0 : 1;
  }

  /**
   * @param edits exactly so many
   */
  static void find(SegmentTexts texts, TypedText typed, int edits, Sink sink) {
    new NearTexts(texts, typed, edits, sink).walk(new Range(0, texts.size()), 0, 0, edits);
  }

  private void walk(Range range, int depth, int at, int left) {
    if (range.isEmpty()) {
      return;
    }
    if (left == 0) {
      exactly(range, depth, at);
      return;
    }
    if (at >= firstWrong) {
      wrong(range, depth, at, left);
    }
    if (at < typed.length) {
      walk(child(range, depth, at), depth + length(at), at + 1, left);
    }
  }

  private void exactly(Range range, int depth, int at) {
    Range rest = texts.having(range, depth, bytes, starts[at], bytes.length);
    if (!rest.isEmpty()) {
      sink.found(rest, depth + bytes.length - starts[at]);
    }
  }

  private void wrong(Range range, int depth, int at, int left) {
    boolean more = at < typed.length;
    boolean fixed = more && Character.isDigit(typed[at]);
    if (more && !fixed) {
      walk(range, depth, at + 1, left - 1);
    }
    if (at + 1 < typed.length && !fixed && !Character.isDigit(typed[at + 1])) {
      swapped(range, depth, at, left);
    }
    if (!more) {
      return; // what comes after it is a completion, and no error
    }
    byte[] character = new byte[4];
    for (int entry = range.from(); entry < range.to(); ) {
      int length = texts.characterAt(entry, depth, character);
      int end = texts.endOf(entry, range.to(), depth, character, 0, length);
      int own = Utf8.character(character, length);
      if (own != SegmentTexts.END && own != typed[at] && !Character.isDigit(own)) {
        Range child = new Range(entry, end);
        walk(child, depth + length, at, left - 1);
        if (!fixed) {
          walk(child, depth + length, at + 1, left - 1);
        }
      }
      entry = end;
    }
  }

  private void swapped(Range range, int depth, int at, int left) {
    if (typed[at] == typed[at + 1]) {
      return;
    }
    Range first = child(range, depth, at + 1);
    Range both = child(first, depth + length(at + 1), at);
    walk(both, depth + length(at + 1) + length(at), at + 2, left - 1);
  }

  /** The entries that go on with a typed character. */
  private Range child(Range range, int depth, int at) {
    return range.isEmpty() ? range : texts.having(range, depth, bytes, starts[at], starts[at + 1]);
  }

  private int length(int at) {
    return starts[at + 1] - starts[at];
  }
}
