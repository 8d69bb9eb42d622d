package io.kinora.ranking.rerank;

import io.kinora.ranking.Ranked;
import java.util.List;

/** A rule on the list as a whole. */
public interface Reranker {

  /** The name in the account of stages. */
  String name();

  /**
   * @param ranked best first; not changed
   * @return best first, maybe fewer
   */
  List<Ranked> rerank(List<Ranked> ranked);
}
