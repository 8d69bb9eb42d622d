package io.kinora.search.fusion;

import io.kinora.search.Candidate;
import java.util.List;

/**
 * Merges the scores of several retrievers into one. A score does not depend on the order of the
 * candidates; which of them is first is the ranker's to say.
 *
 * <p>A candidate without a score (NaN) of a retriever, because it has nothing to compare, gets
 * nothing from that retriever: it is treated as that retriever's worst. So does a candidate with
 * none of the query's words from the lexical one.
 */
public interface Fusion {

  /**
   * @param candidates of all shards, each at most once
   * @param explain whether to give an account of each score
   * @return one a candidate, in their order
   */
  List<Fused> fuse(List<Candidate> candidates, boolean explain);
}
