package io.kinora.search.shard;

import io.kinora.search.Retriever;
import io.kinora.search.ShardQuery;
import java.util.List;

/** The similarity that a video which only vectors brought has to reach to be more than noise. */
final class NoiseFloor {

  private final ShardQuery.Retrieval retrieval;
  private final ShardSearchConfig config;

  NoiseFloor(ShardQuery.Retrieval retrieval, ShardSearchConfig config) {
    this.retrieval = retrieval;
    this.config = config;
  }

  /** A video stays if a retriever found it that has no floor, or one whose floor it reaches. */
  CandidateRows cut(CandidateRows rows, List<CandidateRetriever> retrievers) {
    boolean[] keep = new boolean[rows.size()];
    int kept = 0;
    double[] floors = new double[Retriever.values().length];
    for (CandidateRetriever retriever : retrievers) {
      floors[retriever.kind().ordinal()] = floor(retriever.kind());
    }
    for (int row = 0; row < rows.size(); row++) {
      for (CandidateRetriever retriever : retrievers) {
        int kind = retriever.kind().ordinal();
        boolean found = (rows.found[row] & (1 << kind)) != 0;
        if (found && rows.scores[row][kind] >= floors[kind]) {
          keep[row] = true;
          kept++;
          break;
        }
      }
    }
    return rows.only(keep, kept);
  }

  /**
   * Who asks by sight alone, with a picture or words for one, wants the nearest there is: sight is
   * too vague to say that nothing fits, and it crowds out nothing else.
   */
  private double floor(Retriever kind) {
    boolean bySightAlone = !retrieval.has(Retriever.LEXICAL) && !retrieval.has(Retriever.SEMANTIC);
    return bySightAlone ? Math.min(0, config.floor(kind)) : config.floor(kind);
  }
}
