package io.kinora.ranking;

import io.kinora.search.Candidate;
import io.kinora.search.Explanation;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate with its final score.
 *
 * @param explanation how the score came to be, or null unless asked for
 * @param duplicates ids of videos that show the same, which stand behind this one
 */
public record Ranked(
    Candidate candidate, double score, @Nullable Explanation explanation, List<String> duplicates) {

  /** Best first, equals by id. */
  public static final Comparator<Ranked> BEST_FIRST =
      Comparator.comparingDouble(Ranked::score)
          .reversed()
          .thenComparing(ranked -> ranked.candidate().id());

  public Ranked(Candidate candidate, double score, @Nullable Explanation explanation) {
    this(candidate, score, explanation, List.of());
  }

  public Ranked withDuplicates(List<String> others) {
    return new Ranked(candidate, score, explanation, others);
  }
}
