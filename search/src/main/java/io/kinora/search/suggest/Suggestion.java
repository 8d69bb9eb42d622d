package io.kinora.search.suggest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text that completes what was typed.
 *
 * @param text as the publisher wrote it
 * @param id of the video, for titles; else null
 * @param highlight the text HTML-escaped, the typed part in {@code <em>}
 * @param folded the text as it is compared; nearly equal texts are equal here
 * @param from where in the folded text that begins which was typed
 * @param edits typing errors between what was typed and this, 0 to 2
 * @param points of {@link Points}; more is better
 */
public record Suggestion(
    String text,
    Type type,
    @Nullable String id,
    String highlight,
    String folded,
    int from,
    int edits,
    int points) {

  /** What a text is. The order is that of preference between equals. */
  public enum Type {
    CHANNEL,
    TAG,
    TITLE,
    QUERY;

    /** The name in answers. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Texts with more typing errors than these are offered only where there is nothing else. */
  static final int FILLING_EDITS = 1;

  /**
   * What was typed without an error first, then by points; between equals by text, from what was
   * typed on.
   */
  public static final Comparator<Suggestion> BEST_FIRST =
      Comparator.comparingInt(Suggestion::edits)
          .thenComparing(Comparator.comparingInt(Suggestion::points).reversed())
          .thenComparing(Suggestion::fromMatch)
          .thenComparing(Suggestion::folded)
          .thenComparing(Suggestion::type)
          .thenComparing(Suggestion::id, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Suggestion::text);

  private String fromMatch() {
    return folded.substring(from);
  }

  /** 0 to 3: above 2 as typed, above 1 with one typing error, below that with two. */
  public double score() {
    return 2 - edits + (double) points / Points.MOST;
  }

  /**
   * The best of what several sources offer, nearly equal texts once. The best of all is the best of
   * the sources' best.
   */
  public static List<Suggestion> best(List<Suggestion> offered, int limit) {
    List<Suggestion> ordered = new ArrayList<>(offered);
    ordered.sort(BEST_FIRST);
    if (!ordered.isEmpty() && ordered.getFirst().edits() <= FILLING_EDITS) {
      ordered.removeIf(each -> each.edits() > FILLING_EDITS);
    }
    Set<String> seen = new HashSet<>();
    List<Suggestion> best = new ArrayList<>(limit);
    for (Suggestion each : ordered) {
      if (best.size() == limit) {
        break;
      }
      if (seen.add(each.folded())) {
        best.add(each);
      }
    }
    return best;
  }
}
