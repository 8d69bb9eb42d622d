package io.kinora.verticles.search;

import io.kinora.ranking.Ranked;
import io.kinora.search.Explanation;
import java.util.ArrayList;
import java.util.List;

/** The last step of an account: from a score to a place in the list. */
final class Positions {

  private static final int MOST_NAMED = 10;

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
    if (!ranked.hidden().isEmpty()) {
      List<String> hidden = ranked.hidden();
      String some = String.join(", ", hidden.subList(0, Math.min(MOST_NAMED, hidden.size())));
      details.add(Explanation.of(hidden.size(), "hits that it stands for beside itself: " + some));
    }
    return ranked.withExplanation(new Explanation(position, "position", details));
  }
}
