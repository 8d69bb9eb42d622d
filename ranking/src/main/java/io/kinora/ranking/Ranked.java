package io.kinora.ranking;

import io.kinora.search.Candidate;
import io.kinora.search.Explanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate with its final score.
 *
 * @param explanation how the score came to be, or null unless asked for
 * @param hidden ids of the candidates that are not shown because this one is, best first
 */
public record Ranked(
    Candidate candidate, double score, @Nullable Explanation explanation, List<String> hidden) {

  /** Best first, equals by id. */
  public static final Comparator<Ranked> BEST_FIRST =
      (a, b) -> {
        int byScore = Double.compare(b.score, a.score);
        return byScore != 0 ? byScore : a.id().compareTo(b.id());
      };

  public Ranked {
    hidden = List.copyOf(hidden);
  }

  public Ranked(Candidate candidate, double score, @Nullable Explanation explanation) {
    this(candidate, score, explanation, List.of());
  }

  public String id() {
    return candidate.id();
  }

  /** This one, hiding more: those it hid before come first. */
  public Ranked withHidden(List<String> more) {
    if (hidden.isEmpty()) {
      return new Ranked(candidate, score, explanation, more);
    }
    List<String> all = new ArrayList<>(hidden);
    all.addAll(more);
    return new Ranked(candidate, score, explanation, all);
  }

  public Ranked withExplanation(Explanation other) {
    return new Ranked(candidate, score, other, hidden);
  }
}
