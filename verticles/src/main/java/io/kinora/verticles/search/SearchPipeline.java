package io.kinora.verticles.search;

import io.kinora.cluster.log.ShardRouting;
import io.kinora.ranking.LinearRanker;
import io.kinora.ranking.Ranked;
import io.kinora.search.Deadline;
import io.kinora.search.Hit;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.SearchResponse.Understood;
import io.kinora.search.shard.FetchedVideo;
import io.kinora.search.understand.QueryClass;
import io.kinora.search.understand.QueryUnderstanding;
import io.kinora.search.understand.QueryUnderstanding.UnderstoodQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/**
 * A search, from the request to the answer:
 *
 * <ol>
 *   <li>understand: the words as typed -> the words to look for
 *   <li>encode: words -> vectors, where a retriever needs them
 *   <li>retrieve: every shard brings candidates by words and by vectors, each scored by every
 *       retriever in play
 *   <li>fuse: one list out of the retrievers' scores
 *   <li>rank: what else is known of a video, as small bounded boosts
 *   <li>re-rank: rules over the list, e.g. one hit a channel
 *   <li>page: this page's part of the list
 *   <li>fetch: what a hit shows
 * </ol>
 *
 * Runs on a virtual thread; waiting costs nothing. Each stage takes its part of the deadline, and
 * what did not make it is named in the answer.
 */
final class SearchPipeline {

  private static final List<String> ID_ONLY = List.of("id");

  private final QueryUnderstanding understanding = new QueryUnderstanding();
  private final QueryPlanner planner;
  private final RetrievalPolicy policy;
  private final RelevanceList relevance;
  private final SortedList sorted;
  private final HitFetch hits;

  SearchPipeline(
      QueryPlanner planner,
      ReplicaCalls replicas,
      ShardRouting routing,
      RetrievalPolicy policy,
      FusionPolicy fusion,
      LinearRanker ranker) {
    ShardGather shards = new ShardGather(replicas, routing);
    VectorFetch alike = new VectorFetch(replicas, routing);
    this.planner = planner;
    this.policy = policy;
    this.relevance = new RelevanceList(shards, alike, fusion, ranker, policy);
    this.sorted = new SortedList(shards, policy);
    this.hits = new HitFetch(replicas, routing);
  }

  /**
   * @throws io.kinora.catalog.InvalidValueException for what only the pipeline can check
   * @throws TimeoutException if nothing at all was found in time
   * @throws java.util.concurrent.CancellationException if nobody waits for the answer any more
   */
  SearchResponse answer(SearchRequest request, Deadline deadline) throws TimeoutException {
    if (deadline.passed()) {
      throw new TimeoutException("the budget was spent before the search began");
    }
    Account account = new Account(deadline);
    Cursor cursor = request.cursor() == null ? null : Cursor.decode(request.cursor(), request);
    Session session = cursor == null ? Session.begun() : cursor.session();

    UnderstoodQuery understood = understanding.understand(request.q(), request.lang());
    QueryClass queryClass = QueryClass.TORSO;
    account.stage("understand", -1, -1);

    RetrievalPlan plan =
        planner.plan(request, understood.text(), policy.inPlay(queryClass), account);
    account.stage("encode", -1, -1);

    Ask ask = new Ask(request, understood, plan, queryClass, session);
    Page page =
        ask.byRelevance()
            ? relevance.page(ask, account)
            : sorted.page(ask, cursor == null ? null : cursor.sortPosition(), account);

    List<Hit> hits = fetch(page.placed(session.place()), request, understood, account);
    account.stage("fetch", page.ranked().size(), hits.size());

    return new SearchResponse(
        new Understood(understood.text(), understood.language()),
        hits,
        page.found().facets(),
        page.total().value(),
        page.total().exact() && account.missing().isEmpty(),
        page.next() == null ? null : page.next().encode(request),
        account.tookMs(),
        List.copyOf(account.stages()),
        List.copyOf(account.missing()),
        UUID.randomUUID().toString(),
        account.missing().isEmpty() ? page.found().facetsAtLeast() : request.facets());
  }

  private List<Hit> fetch(
      Page page, SearchRequest request, UnderstoodQuery understood, Account account) {
    List<Ranked> ranked = page.ranked();
    if (ranked.isEmpty()) {
      return List.of();
    }
    if (request.fields().equals(ID_ONLY)) {
      return ranked.stream().map(Hits::bare).toList();
    }
    List<String> ids = ranked.stream().map(one -> one.candidate().id()).toList();
    Map<String, FetchedVideo> shown =
        hits.fetch(ids, understood.text(), page.found().answeredBy(), account);
    List<Hit> complete = new ArrayList<>(ranked.size());
    for (Ranked one : ranked) {
      FetchedVideo fetched = shown.get(one.candidate().id());
      if (fetched != null) {
        complete.add(Hits.of(one, fetched));
      }
    }
    return complete;
  }
}
