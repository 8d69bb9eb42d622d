package io.kinora.search.suggest;

import io.kinora.search.Deadline;
import io.kinora.search.suggest.SegmentTexts.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps the best of all entries looked at, nearly equal texts once. */
final class BestTexts {

  private static final int ENTRIES_BETWEEN_LOOKS = 1 << 12;

  private final int limit;
  private final Deadline deadline;
  private final List<Completion> best = new ArrayList<>();
  private int looked;
  private boolean cutShort;

  BestTexts(int limit, Deadline deadline) {
    this.limit = limit;
    this.deadline = deadline;
  }

  List<Completion> best() {
    return best;
  }

  /** Whether texts with that many typing errors would be of use. */
  boolean wants(int edits) {
    return edits > Suggestion.FILLING_EDITS ? best.isEmpty() : best.size() < limit;
  }

  boolean cutShort() {
    return cutShort;
  }

  /**
   * Looks at entries.
   *
   * @param matched bytes of each that correspond to what was typed
   * @param bonus points that all of them have
   */
  void look(SegmentView segment, Range range, int matched, int edits, int bonus)
      throws IOException {
    SegmentTexts texts = segment.texts();
    int extra = bonus + segment.mostLanguagePoints();
    boolean tiesLose = false;
    for (int entry = range.from(); entry < range.to() && !cutShort; entry++) {
      int needed = needed(edits);
      boolean wholeBlock =
          entry % SegmentTexts.BLOCK == 0 && entry + SegmentTexts.BLOCK <= range.to();
      if (wholeBlock && texts.blockMost(entry / SegmentTexts.BLOCK) + extra < needed) {
        entry += SegmentTexts.BLOCK - 1;
        continue;
      }
      int reach = texts.most(entry) + extra;
      if (reach < needed || (reach == needed && tiesLose)) {
        continue;
      }
      if (reach == needed) {
        Completion last = best.getLast();
        tiesLose = texts.compareFrom(entry, last.folded(), last.offset()) > 0;
        if (tiesLose) {
          continue;
        }
      }
      if (offer(segment, entry, matched, edits, bonus)) {
        tiesLose = false;
      }
      if (++looked % ENTRIES_BETWEEN_LOOKS == 0 && deadline.passed()) {
        cutShort = true;
      }
    }
  }

  /** Entries with fewer points do not come among the best. */
  private int needed(int edits) {
    if (best.size() < limit) {
      return Integer.MIN_VALUE;
    }
    Completion last = best.getLast();
    if (last.edits() != edits) {
      return last.edits() < edits ? Integer.MAX_VALUE : Integer.MIN_VALUE;
    }
    return last.points();
  }

  private boolean offer(SegmentView segment, int entry, int matched, int edits, int bonus)
      throws IOException {
    SegmentTexts texts = segment.texts();
    int text = texts.text(entry);
    int index = bestDocument(segment, text);
    if (index < 0) {
      return false;
    }
    int document = texts.document(index);
    int points =
        texts.fixed(entry, text)
            + bonus
            + texts.popularity(index)
            + segment.languagePoints(document);
    return keep(
        new Completion(segment, text, document, texts.offset(entry, text), matched, edits, points));
  }

  /** The place of the best video among those with a text, or -1 if none may be offered. */
  private static int bestDocument(SegmentView segment, int text) throws IOException {
    SegmentTexts texts = segment.texts();
    int best = -1;
    int most = -1;
    for (int i = texts.firstDocument(text); i < texts.endOfDocuments(text); i++) {
      int reach = texts.popularity(i) + segment.mostLanguagePoints();
      if (best >= 0 && (reach < most || segment.inLanguage() == null)) {
        break;
      }
      int document = texts.document(i);
      if (!segment.accepts(document)) {
        continue;
      }
      int worth = texts.popularity(i) + segment.languagePoints(document);
      boolean sooner =
          worth == most
              && texts.popularity(i) != texts.popularity(best)
              && segment.id(document).compareTo(segment.id(texts.document(best))) < 0;
      if (worth > most || sooner) {
        most = worth;
        best = i;
      }
    }
    return best;
  }

  /**
   * @return whether it is among the best now
   */
  private boolean keep(Completion found) throws IOException {
    for (int i = 0; i < best.size(); i++) {
      if (best.get(i).folded().bytesEquals(found.folded())) {
        if (found.compareTo(best.get(i)) >= 0) {
          return false;
        }
        best.remove(i);
        break;
      }
    }
    int place = best.size();
    while (place > 0 && found.compareTo(best.get(place - 1)) < 0) {
      place--;
    }
    if (place == limit) {
      return false;
    }
    best.add(place, found);
    if (best.size() > limit) {
      best.removeLast();
    }
    return true;
  }
}
