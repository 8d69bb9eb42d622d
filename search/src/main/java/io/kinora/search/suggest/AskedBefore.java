package io.kinora.search.suggest;

import io.kinora.search.understand.QueryHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was asked before and led to a click, in memory: completions of what is typed, and how often
 * a word was of use. Never changed; a new one is made now and then.
 *
 * <p>A completion begins with what was typed, without typing errors: those are looked through in
 * titles.
 */
public final class AskedBefore implements QueryHistory {

  /** Nothing was asked. */
  public static final AskedBefore NONE = new AskedBefore(List.of());

  /** Looked at for one completion; with one letter typed, many begin like that. */
  private static final int MOST_LOOKED_AT = 2_000;

  private record Entry(String folded, Past past) {

    /** Whether the last word of what it begins with is complete. */
    boolean hasWhole(String prefix) {
      return folded.length() == prefix.length() || folded.charAt(prefix.length()) == ' ';
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Long> words = new HashMap<>();

  private AskedBefore(List<Past> asked) {
    for (Past each : asked) {
      String folded = FoldedText.of(each.text()).text();
      if (!folded.isEmpty()) {
        entries.add(new Entry(folded, each));
        Set<String> its = new TreeSet<>(List.of(each.text().split(" ")));
        its.forEach(word -> words.merge(word, each.clicks(), Long::sum));
      }
    }
    entries.sort(Comparator.comparing(Entry::folded));
  }

  /**
   * @param asked queries in lower case, each once, with the clicks they led to
   */
  public static AskedBefore of(List<Past> asked) {
    return new AskedBefore(asked);
  }

  @Override
  public long clicks(String word) {
    return words.getOrDefault(word, 0L);
  }

  @Override
  public List<Past> beginningWith(String prefix, int most) {
    return best(FoldedText.of(prefix).text(), false, most).stream().map(Entry::past).toList();
  }

  /** Completions of what is typed, the best first. */
  public List<Suggestion> completing(SuggestQuery query) {
    TypedText typed = TypedText.of(query.text());
    if (typed.isEmpty()) {
      return List.of();
    }
    String prefix = FoldedText.of(query.text()).text();
    List<Suggestion> completions = new ArrayList<>();
    for (Entry each : best(prefix, typed.wholeWords(), query.limit())) {
      String text = each.past().text();
      completions.add(
          new Suggestion(
              text,
              Suggestion.Type.QUERY,
              null,
              MarkedText.of(text, FoldedText.of(text), 0, prefix.length()),
              each.folded(),
              0,
              0,
              Points.popularity(each.past().clicks() * Points.VIEWS_PER_CLICK)
                  + Points.BEGINNING
                  + (each.hasWhole(prefix) ? Points.WHOLE_WORDS : 0)));
    }
    completions.sort(Suggestion.BEST_FIRST);
    return completions;
  }

  /**
   * @param wholeWords whether the last word is complete; those in which it is come first in order
   */
  private List<Entry> best(String prefix, boolean wholeWords, int most) {
    List<Entry> found = new ArrayList<>();
    int first = firstFrom(prefix);
    for (int i = first; i < Math.min(entries.size(), first + MOST_LOOKED_AT); i++) {
      Entry entry = entries.get(i);
      if (!entry.folded().startsWith(prefix) || (wholeWords && !entry.hasWhole(prefix))) {
        break;
      }
      found.add(entry);
    }
    found.sort(
        Comparator.comparingLong((Entry each) -> -each.past().clicks())
            .thenComparing(Entry::folded));
    return found.subList(0, Math.min(most, found.size()));
  }

  private int firstFrom(String prefix) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).folded().compareTo(prefix) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
