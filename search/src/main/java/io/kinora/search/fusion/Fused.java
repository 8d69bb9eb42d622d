package io.kinora.search.fusion;

import io.kinora.search.Candidate;
import io.kinora.search.Explanation;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A candidate with the one score that fusion gave it.
 *
 * @param explanation how the score came to be, or null unless asked for
 */
public record Fused(Candidate candidate, double score, @Nullable Explanation explanation) {

  /** Best first; equals by id, so that the order never depends on who answered first. */
  public static final Comparator<Fused> BEST_FIRST =
      (a, b) -> {
        int byScore = Double.compare(b.score, a.score);
        return byScore != 0 ? byScore : a.candidate.id().compareTo(b.candidate.id());
      };
}
