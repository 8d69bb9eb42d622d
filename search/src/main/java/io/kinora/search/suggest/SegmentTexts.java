package io.kinora.search.suggest;

import org.apache.lucene.util.BytesRef;

/**
 * The different texts of one segment that may complete something, and their words in alphabetical
 * order: a suffix array over the beginnings of words. Some 100 bytes a video, on the heap. Deleted
 * videos are in it as long as they are in the segment; who reads it looks at the live ones.
 *
 * @see SegmentTextsBuilder
 */
final class SegmentTexts {

  /** How many entries share one {@link #blockMost}. */
  static final int BLOCK = 64;

  static final byte END = 0;

  /** All texts in UTF-8, {@link #END} after each. */
  private final byte[] bytes;

  /** Where each text begins, ascending. */
  private final int[] starts;

  private final Suggestion.Type[] types;

  /** By text, where its documents begin in {@link #documents}; one more than texts. */
  private final int[] firstDocument;

  /** Of each text the best known first, then by id. */
  private final int[] documents;

  /** {@link Points#popularity} of each of these documents. */
  private final short[] popularity;

  /** Where a word begins in {@link #bytes}, in the order of what stands there. */
  private final int[] entries;

  /** The most that an entry can be worth, without what depends on the query. */
  private final short[] most;

  private final short[] blockMost;

  SegmentTexts(
      byte[] bytes,
      int[] starts,
      Suggestion.Type[] types,
      int[] firstDocument,
      int[] documents,
      short[] popularity,
      int[] entries) {
    this.bytes = bytes;
    this.starts = starts;
    this.types = types;
    this.firstDocument = firstDocument;
    this.documents = documents;
    this.popularity = popularity;
    this.entries = entries;
    this.most = new short[entries.length];
    this.blockMost = new short[(entries.length + BLOCK - 1) / BLOCK];
    for (int entry = 0; entry < entries.length; entry++) {
      int text = text(entry);
      most[entry] = (short) (fixed(entry, text) + popularity[firstDocument[text]]);
      blockMost[entry / BLOCK] = (short) Math.max(blockMost[entry / BLOCK], most[entry]);
    }
  }

  int size() {
    return entries.length;
  }

  /** What an entry is worth whoever asks, without popularity. */
  int fixed(int entry, int text) {
    int beginning = entries[entry] == starts[text] ? Points.BEGINNING : 0;
    return beginning + Points.type(types[text]);
  }

  int most(int entry) {
    return most[entry];
  }

  int blockMost(int block) {
    return blockMost[block];
  }

  /** The text that an entry lies in. */
  int text(int entry) {
    int found = java.util.Arrays.binarySearch(starts, entries[entry]);
    return found >= 0 ? found : -found - 2;
  }

  Suggestion.Type type(int text) {
    return types[text];
  }

  /** Bytes of its text before an entry. */
  int offset(int entry, int text) {
    return entries[entry] - starts[text];
  }

  BytesRef folded(int text) {
    int end = text + 1 < starts.length ? starts[text + 1] : bytes.length;
    return new BytesRef(bytes, starts[text], end - 1 - starts[text]);
  }

  int firstDocument(int text) {
    return firstDocument[text];
  }

  int endOfDocuments(int text) {
    return firstDocument[text + 1];
  }

  int document(int index) {
    return documents[index];
  }

  int popularity(int index) {
    return popularity[index];
  }

  /** The entries of a range that have all of these bytes from a depth on. */
  Range having(Range range, int depth, byte[] wanted, int from, int to) {
    int first = bound(range.from(), range.to(), depth, wanted, from, to, false);
    boolean none = first == range.to() || compare(entries[first] + depth, wanted, from, to) != 0;
    if (none) {
      return new Range(first, first);
    }
    return new Range(first, endOf(first, range.to(), depth, wanted, from, to));
  }

  /**
   * The end of those that have these bytes, of which the first entry is one. Near ends are quick.
   */
  int endOf(int first, int to, int depth, byte[] wanted, int from, int end) {
    int known = first;
    for (int step = 1; known + step < to; step *= 2) {
      if (compare(entries[known + step] + depth, wanted, from, end) != 0) {
        return bound(known + 1, known + step, depth, wanted, from, end, true);
      }
      known += step;
    }
    return bound(known + 1, to, depth, wanted, from, end, true);
  }

  /** The first entry with more than a byte at a depth. */
  int endOfUpTo(Range range, int depth, byte wanted) {
    return bound(range.from(), range.to(), depth, new byte[] {wanted}, 0, 1, true);
  }

  private int bound(int first, int end, int depth, byte[] wanted, int from, int to, boolean after) {
    int low = first;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = compare(entries[middle] + depth, wanted, from, to);
      if (order < 0 || (after && order == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The sign of what stands there minus wanted; 0 where it begins with that. */
  private int compare(int at, byte[] wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      byte own = bytes[at + i - from]; // END is less than anything wanted: never beyond it
      if (own != wanted[i]) {
        return Byte.toUnsignedInt(own) - Byte.toUnsignedInt(wanted[i]);
      }
    }
    return 0;
  }

  /** The byte of an entry at a depth; {@link #END} after its text. */
  byte at(int entry, int depth) {
    return bytes[entries[entry] + depth];
  }

  /** The bytes of an entry from a depth on: how many make up one character. */
  int characterAt(int entry, int depth, byte[] into) {
    int length = Utf8.lengthByFirst(at(entry, depth));
    System.arraycopy(bytes, entries[entry] + depth, into, 0, length);
    return length;
  }

  /** The order of what stands at an entry and at a place of another segment's text. */
  int compareFrom(int entry, BytesRef text, int offset) {
    int at = entries[entry];
    int other = text.offset + offset;
    int end = text.offset + text.length;
    while (other < end && bytes[at] == text.bytes[other]) {
      at++;
      other++;
    }
    int own = Byte.toUnsignedInt(bytes[at]);
    return other == end ? own : own - Byte.toUnsignedInt(text.bytes[other]);
  }

  /** Entries that follow one another. */
  record Range(int from, int to) {
    boolean isEmpty() {
      return from >= to;
    }
  }
}
