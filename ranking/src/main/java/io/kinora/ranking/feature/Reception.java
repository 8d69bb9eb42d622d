package io.kinora.ranking.feature;

import io.kinora.catalog.CountWindow;
import io.kinora.catalog.Counts;
import io.kinora.catalog.WindowedCounts;
import io.kinora.ranking.RankingContext;
import io.kinora.search.Candidate;

/**
 * How a video was received: by our own count, or as the publisher says where that tells of more
 * views; it may have been shown elsewhere before. Views and likes are of one source, so that their
 * relation means something.
 *
 * @param counted whether it is our own count
 */
record Reception(long views, long likes, boolean counted) {

  static Reception of(Candidate candidate, RankingContext context) {
    WindowedCounts counts = context.counters().video(candidate.id());
    if (counts.isEmpty()) {
      return said(candidate);
    }
    Counts all = counts.in(CountWindow.ALL);
    return all.views() < candidate.views()
        ? said(candidate)
        : new Reception(all.views(), all.likes(), true);
  }

  private static Reception said(Candidate candidate) {
    return new Reception(candidate.views(), candidate.likes(), false);
  }

  /** For explanations. */
  String source() {
    return counted ? "counted" : "as the publisher says";
  }
}
