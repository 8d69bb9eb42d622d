package io.kinora.search.shard;

import io.kinora.search.Retriever;
import java.util.Arrays;
import java.util.List;

/**
 * The union of what the retrievers brought, one row a video, ascending by document. Scratch space
 * of one query: retrievers write their column.
 */
final class CandidateRows {

  private static final float[] UNKNOWN = unknown();

  final int[] docs;

  /** Bits by {@link Retriever#ordinal()}. */
  final int[] found;

  /** By row, then {@link Retriever#ordinal()}; NaN where unknown. */
  final float[][] scores;

  /** Position of the best frame, or -1. */
  final long[] momentMs;

  CandidateRows(int[] docs) {
    this.docs = docs;
    this.found = new int[docs.length];
    this.scores = new float[docs.length][];
    this.momentMs = new long[docs.length];
    Arrays.fill(momentMs, -1);
    Arrays.setAll(scores, row -> UNKNOWN.clone());
  }

  private static float[] unknown() {
    float[] scores = new float[Retriever.values().length];
    Arrays.fill(scores, Float.NaN);
    return scores;
  }

  int size() {
    return docs.length;
  }

  /**
   * @param kinds the retriever that brought each
   */
  static CandidateRows union(List<Retriever> kinds, List<Found> brought) {
    int total = 0;
    for (Found each : brought) {
      total += each.docs().length;
    }
    int[] all = new int[total];
    int end = 0;
    for (Found each : brought) {
      System.arraycopy(each.docs(), 0, all, end, each.docs().length);
      end += each.docs().length;
    }
    CandidateRows rows = new CandidateRows(distinct(all));
    for (int i = 0; i < kinds.size(); i++) {
      rows.add(kinds.get(i), brought.get(i));
    }
    return rows;
  }

  private static int[] distinct(int[] docs) {
    Arrays.sort(docs);
    int count = 0;
    for (int i = 0; i < docs.length; i++) {
      if (i == 0 || docs[i] != docs[i - 1]) {
        docs[count++] = docs[i];
      }
    }
    return Arrays.copyOf(docs, count);
  }

  private void add(Retriever kind, Found brought) {
    int row = 0;
    for (int i = 0; i < brought.docs().length; i++) {
      while (docs[row] < brought.docs()[i]) {
        row++;
      }
      found[row] |= 1 << kind.ordinal();
      scores[row][kind.ordinal()] = brought.scores()[i];
      if (kind == Retriever.FRAME && brought.momentMs() != null) {
        momentMs[row] = brought.momentMs()[i];
      }
    }
  }

  /**
   * Says of each row which retrievers found it: those that brought it before, and the words
   * wherever it has one of them, as words know more than the best that they bring. Called once
   * these rows are scored.
   */
  void foundLike(CandidateRows brought) {
    for (int row = 0; row < docs.length; row++) {
      int before = Arrays.binarySearch(brought.docs, docs[row]);
      found[row] = before < 0 ? 0 : brought.found[before];
      if (scores[row][Retriever.LEXICAL.ordinal()] > 0) {
        found[row] |= 1 << Retriever.LEXICAL.ordinal();
      }
    }
  }

  /** The rows for which {@code keep} is set. */
  CandidateRows only(boolean[] keep, int kept) {
    if (kept == docs.length) {
      return this;
    }
    int[] keptDocs = new int[kept];
    int end = 0;
    for (int i = 0; i < docs.length; i++) {
      if (keep[i]) {
        keptDocs[end++] = docs[i];
      }
    }
    CandidateRows rows = new CandidateRows(keptDocs);
    end = 0;
    for (int i = 0; i < docs.length; i++) {
      if (keep[i]) {
        rows.found[end] = found[i];
        rows.scores[end] = scores[i];
        rows.momentMs[end++] = momentMs[i];
      }
    }
    return rows;
  }
}
