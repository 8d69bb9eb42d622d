package io.kinora.verticles.search;

import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse.Spelling;
import io.kinora.search.understand.CatalogueUnderstanding;
import io.kinora.search.understand.Correction;
import io.kinora.search.understand.QueryUnderstanding.UnderstoodQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Searches in the words as typed or, where these were probably misspelt, in those that were meant.
 */
final class SpellingPass {

  /** So few videos with the words typed are next to nothing. */
  private static final int FEW = 3;

  private static final int LEAST_FOR_ANOTHER_MS = 10;

  /** The corrected words must fit into a cursor. */
  private static final int LONGEST_CORRECTED = 300;

  private final CatalogueUnderstanding catalogue;
  private final WordLookup lookup;

  SpellingPass(CatalogueUnderstanding catalogue, WordLookup lookup) {
    this.catalogue = catalogue;
    this.lookup = lookup;
  }

  /** The rest of the pipeline. */
  interface Search {
    Attempt in(UnderstoodQuery words) throws TimeoutException;
  }

  /**
   * Further pages keep to the words of the first.
   *
   * @param cursor where the page begins, or null for the first
   */
  Attempt run(
      SearchRequest request,
      UnderstoodQuery typed,
      @Nullable Cursor cursor,
      Account account,
      Search search)
      throws TimeoutException {
    if (cursor != null && !cursor.words().isEmpty()) {
      return search.in(typed.saying(cursor.words())).telling(new Spelling(cursor.words(), true));
    }
    boolean may =
        request.help().spelling()
            && cursor == null
            && typed.text().length() <= LONGEST_CORRECTED
            && request.vector() == null;
    Correction correction = may ? catalogue.spelling(typed.text(), kept(typed)) : null;
    return correction == null
        ? search.in(typed)
        : corrected(typed, correction, Ask.affinity(request), account, search);
  }

  /** What is in quotes is meant as it is written. */
  private static Set<String> kept(UnderstoodQuery typed) {
    Set<String> kept = new HashSet<>();
    for (String phrase : typed.box().phrases()) {
      kept.addAll(List.of(phrase.toLowerCase(Locale.ROOT).split(" ")));
    }
    return kept;
  }

  /**
   * Searches for the corrected words where the shards do not have those typed, or where only blanks
   * differ and next to nothing is found with them as typed; and only if more is found so.
   */
  private Attempt corrected(
      UnderstoodQuery typed, Correction correction, int affinity, Account account, Search search)
      throws TimeoutException {
    boolean respaced = correction.unknown().isEmpty();
    boolean areNew = !respaced && lookup.areNew(correction.unknown(), affinity, account);
    account.stage("spelling", -1, -1);
    UnderstoodQuery meant = typed.saying(correction.text());
    Spelling suggested = new Spelling(correction.text(), false);
    Spelling applied = new Spelling(correction.text(), true);
    if (areNew && correction.sure()) {
      Attempt changed = search.in(meant);
      if (changed.matches() > 0) {
        return changed.telling(applied);
      }
      Attempt second = FurtherLook.take("the words as typed", account, () -> search.in(typed));
      return second == null || cameToNothing(second)
          ? changed.telling(applied)
          : second.telling(suggested);
    }
    Attempt asTyped = search.in(typed);
    boolean again =
        respaced
            && asTyped.matches() < FEW
            && account.deadline().remainingMillis() >= LEAST_FOR_ANOTHER_MS;
    Attempt changed =
        again
            ? FurtherLook.take("the words as they were meant", account, () -> search.in(meant))
            : null;
    return changed != null && changed.matches() > asTyped.matches()
        ? changed.telling(applied)
        : asTyped.telling(areNew ? suggested : null);
  }

  private static boolean cameToNothing(Attempt attempt) {
    return attempt.page().ranked().isEmpty() && attempt.page().found().cutShort();
  }
}
