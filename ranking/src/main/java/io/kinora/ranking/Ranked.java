package io.kinora.ranking;

import io.kinora.search.Candidate;
import io.kinora.search.Explanation;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A candidate with its final score.
 *
 * @param explanation how the score came to be, or null unless asked for
 */
public record Ranked(Candidate candidate, double score, @Nullable Explanation explanation) {

  /** Best first, equals by id. */
  public static final Comparator<Ranked> BEST_FIRST =
      Comparator.comparingDouble(Ranked::score)
          .reversed()
          .thenComparing(ranked -> ranked.candidate().id());
}
