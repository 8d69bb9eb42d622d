package io.kinora.search.shard;

import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.Explanation;
import io.kinora.search.Retriever;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the scores of candidates came to be. */
final class ExplainedScores {

  private ExplainedScores() {}

  /**
   * @param closerLook which may have changed scores for frames, or null
   * @return one a row; null for those that there was no time for
   */
  static Candidate.@Nullable Explained[] of(
      CandidateRows rows,
      List<CandidateRetriever> retrievers,
      @Nullable CloserLook closerLook,
      Deadline deadline,
      StageClock clock)
      throws IOException {
    var explained = new Candidate.@Nullable Explained[rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      if (deadline.passed()) {
        clock.ranOutOfTime("explain");
        break;
      }
      explained[row] = explained(rows, row, retrievers, closerLook);
    }
    return explained;
  }

  private static Candidate.Explained explained(
      CandidateRows rows,
      int row,
      List<CandidateRetriever> retrievers,
      @Nullable CloserLook closerLook)
      throws IOException {
    @Nullable Explanation[] byRetriever = new Explanation[Retriever.values().length];
    for (CandidateRetriever retriever : retrievers) {
      int column = retriever.kind().ordinal();
      if (!Float.isNaN(rows.scores[row][column])) {
        byRetriever[column] = retriever.explain(rows.docs[row]);
      }
    }
    Explanation closer = closerLook == null ? null : closerLook.explain(rows.docs[row]);
    if (closer != null) {
      byRetriever[Retriever.FRAME.ordinal()] = closer;
    }
    return new Candidate.Explained(byRetriever);
  }
}
