package io.kinora.verticles.search;

import io.kinora.catalog.Counters;
import io.kinora.search.understand.QueryHistory;

/**
 * What viewers did before, for searches and suggestions.
 *
 * @param counters of videos and queries
 * @param history what was asked and led to a click
 * @param queries the same, as completions
 */
public record Hindsight(Counters counters, QueryHistory history, PastQueries queries) {

  /** Nothing was ever done. */
  public static final Hindsight NONE =
      new Hindsight(Counters.NONE, QueryHistory.NONE, PastQueries.NONE);
}
