package io.kinora.ranking.rerank;

import io.kinora.ranking.Ranked;
import java.util.List;

/** A rule on the list as a whole. */
public interface Reranker {

  /** The name in the account of stages. */
  String name();

  /**
   * What follows on what a viewer has seen already.
   *
   * @param shown on the pages before, in the order shown; keeps its place
   * @param rest of the list, best first; not changed
   * @return the rest in its new order, maybe fewer
   */
  List<Ranked> rerank(List<Ranked> shown, List<Ranked> rest);

  /**
   * @param ranked best first; not changed
   * @return the list in its new order, maybe fewer
   */
  default List<Ranked> rerank(List<Ranked> ranked) {
    return rerank(List.of(), ranked);
  }
}
