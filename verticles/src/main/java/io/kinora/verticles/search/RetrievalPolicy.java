package io.kinora.verticles.search;

import io.kinora.search.Retriever;
import io.kinora.search.Wording;
import io.kinora.search.understand.QueryClass;
import io.kinora.verticles.config.NodeConfig;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What an operator configured of the retrievers, by class of query.
 *
 * @param window how many candidates a retriever brings of which nothing else is said
 * @param tailWindow the same for queries that hardly anybody asks, if that is more
 * @param match how many words a video must have; a step less for queries that hardly anybody asks
 */
record RetrievalPolicy(
    NodeConfig.Retrieval configured, int window, int tailWindow, Wording.Match match) {

  Wording.Match match(QueryClass asked) {
    return asked == QueryClass.TAIL ? match.relaxed() : match;
  }

  /** How many candidates a retriever brings of which nothing else is said. */
  int window(QueryClass asked) {
    return asked == QueryClass.TAIL ? Math.max(window, tailWindow) : window;
  }

  /** The retrievers that are not switched off. */
  Set<Retriever> inPlay(QueryClass asked) {
    Set<Retriever> inPlay = EnumSet.noneOf(Retriever.class);
    configured
        .of(asked)
        .forEach(
            (retriever, tuning) -> {
              if (tuning.k().orElse(1) > 0) {
                inPlay.add(retriever);
              }
            });
    return inPlay;
  }

  /**
   * How many candidates single retrievers bring.
   *
   * @param depth for all, where the search goes deeper than the window
   * @return without those of which nothing is said
   */
  Map<Retriever, Integer> windows(QueryClass asked, int depth) {
    Map<Retriever, Integer> windows = new EnumMap<>(Retriever.class);
    if (depth > window(asked)) {
      return windows;
    }
    configured
        .of(asked)
        .forEach(
            (retriever, tuning) ->
                tuning.k().filter(k -> k > 0).ifPresent(k -> windows.put(retriever, k)));
    return windows;
  }

  Map<Retriever, Double> weights(QueryClass asked) {
    Map<Retriever, Double> weights = new EnumMap<>(Retriever.class);
    configured.of(asked).forEach((retriever, tuning) -> weights.put(retriever, tuning.weight()));
    return weights;
  }
}
