package io.kinora.verticles.search;

import io.kinora.indexing.media.Miniature;
import io.kinora.search.SearchRequest;
import io.kinora.search.ShardQuery;
import io.kinora.search.Sort;
import io.kinora.search.Wording;
import io.kinora.search.understand.QueryClass;
import io.kinora.search.understand.QueryUnderstanding.UnderstoodQuery;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the shards are to be asked for a request, as understood.
 *
 * @param wording how the words are to be looked for, and what must or must not be there
 * @param session what was shown on the pages before
 */
record Ask(
    SearchRequest request,
    UnderstoodQuery understood,
    Wording wording,
    RetrievalPlan plan,
    Session session) {

  /** Decides which retrievers answer, and how deep they look. */
  QueryClass queryClass() {
    return understood.reading().queryClass();
  }

  boolean byRelevance() {
    return request.sort() == Sort.RELEVANCE && !plan.retrievers().isEmpty();
  }

  /** Browsing has no relevance to sort by. */
  Sort sort() {
    return request.sort() == Sort.RELEVANCE && plan.retrievers().isEmpty()
        ? Sort.NEWEST
        : request.sort();
  }

  /** All pages of a query come from the same replicas. */
  int affinity() {
    return affinity(request);
  }

  /** The same before there is anything else to ask. */
  static int affinity(SearchRequest request) {
    int hash = Objects.hash(request.q(), request.vector(), request.like());
    return hash ^ (hash >>> 16);
  }

  /**
   * @param window how many candidates each retriever may bring; with another sort than relevance:
   *     how many hits
   * @param after with another sort than relevance: where the page before ended
   */
  ShardQuery query(
      RetrievalPolicy policy,
      int window,
      ShardQuery.@Nullable SortPosition after,
      List<ShardQuery.KeyLimit> limits) {
    int reach = byRelevance() ? window : policy.window(queryClass());
    Miniature picture = request.like() == null ? null : request.like().picture();
    return new ShardQuery(
        new ShardQuery.Words(understood.text(), wording),
        new ShardQuery.Vectors(plan.semantic(), plan.frame(), plan.video(), picture),
        new ShardQuery.Retrieval(plan.retrievers(), reach, policy.windows(queryClass(), reach)),
        understood.filter(request.filter()),
        new ShardQuery.Listing(sort(), window, after, limits, null),
        new ShardQuery.Facets(request.facets(), request.disjunctive(), session.nowMs()),
        request.explain());
  }
}
