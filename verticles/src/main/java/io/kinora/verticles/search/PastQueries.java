package io.kinora.verticles.search;

import io.kinora.search.suggest.SuggestQuery;
import io.kinora.search.suggest.Suggestion;
import java.util.List;

/** Where queries come from that led others to a video. */
@FunctionalInterface
public interface PastQueries {

  /** Until there is a record of what viewers asked and then watched. */
  PastQueries NONE = query -> List.of();

  /**
   * Called on a virtual thread with a few milliseconds to answer.
   *
   * @return suggestions of the type {@code QUERY} that complete what was typed, the best first, at
   *     most as many as the query's limit; only such as have led to a video that its filter lets
   *     through, which may have been deleted since
   */
  List<Suggestion> completing(SuggestQuery query);
}
