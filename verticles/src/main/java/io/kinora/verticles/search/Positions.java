package io.kinora.verticles.search;

import io.kinora.ranking.Ranked;
import io.kinora.search.Explanation;
import java.util.ArrayList;
import java.util.List;

/** The last step of an account: from a score to a place in the list. */
final class Positions {

  private Positions() {}

  /**
   * @param position from 1
   */
  static Ranked explained(Ranked ranked, int position) {
    Explanation score = ranked.explanation();
    if (score == null) {
      return ranked;
    }
    List<Explanation> details = new ArrayList<>();
    details.add(score);
    for (String hidden : ranked.hidden()) {
      details.add(Explanation.of(0, "stands also for " + hidden));
    }
    return ranked.withExplanation(new Explanation(position, "position", details));
  }
}
