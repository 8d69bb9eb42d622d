package io.kinora.verticles.search;

import io.kinora.catalog.Counters;
import io.kinora.cluster.log.ShardRouting;
import io.kinora.ranking.LinearRanker;
import io.kinora.ranking.Ranked;
import io.kinora.search.Deadline;
import io.kinora.search.Hit;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.SearchResponse.Understood;
import io.kinora.search.Wording;
import io.kinora.search.shard.FetchQuery;
import io.kinora.search.shard.FetchedVideo;
import io.kinora.search.understand.CatalogueUnderstanding;
import io.kinora.search.understand.Entity;
import io.kinora.search.understand.QueryClass;
import io.kinora.search.understand.QueryUnderstanding;
import io.kinora.search.understand.QueryUnderstanding.UnderstoodQuery;
import io.kinora.search.understand.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A search, from the request to the answer:
 *
 * <ol>
 *   <li>understand: the words as typed -> the words to look for; how often they are asked
 *   <li>spelling: words that no video has -> those that were probably meant
 *   <li>encode: words -> vectors, where a retriever needs them
 *   <li>read: channels and tags that are mentioned, the category asked for
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
  private final CatalogueUnderstanding catalogue;
  private final SpellingPass spelling;
  private final QueryPlanner planner;
  private final RetrievalPolicy policy;
  private final SynonymFiles synonyms;
  private final RelevanceList relevance;
  private final SortedList sorted;
  private final HitFetch hits;

  SearchPipeline(
      QueryPlanner planner,
      CatalogueUnderstanding catalogue,
      ReplicaCalls replicas,
      ShardRouting routing,
      RetrievalPolicy policy,
      FusionPolicy fusion,
      LinearRanker ranker,
      SynonymFiles synonyms,
      Counters counters) {
    ShardGather shards = new ShardGather(replicas, routing);
    VectorFetch alike = new VectorFetch(replicas, routing);
    this.planner = planner;
    this.catalogue = catalogue;
    this.spelling = new SpellingPass(catalogue, new WordLookup(replicas, routing));
    this.policy = policy;
    this.synonyms = synonyms;
    this.relevance = new RelevanceList(shards, alike, fusion, ranker, policy, counters);
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

    UnderstoodQuery typed = understanding.understand(request.q(), request.lang());
    QueryClass asked = classOf(request, cursor);
    account.stage("understand", -1, -1);

    Attempt attempt =
        spelling.run(
            request,
            typed,
            cursor,
            account,
            words -> attempt(request, words, asked, cursor, session, account));
    Page page = attempt.page();

    List<Hit> hits = fetch(page.placed(session.place()), attempt.ask(), account);
    account.stage("fetch", page.ranked().size(), hits.size());

    return new SearchResponse(
        described(typed, attempt),
        hits,
        page.found().facets(),
        page.total().value(),
        page.total().exact() && account.missing().isEmpty(),
        next(request, typed, attempt),
        account.tookMs(),
        List.copyOf(account.stages()),
        List.copyOf(account.missing()),
        UUID.randomUUID().toString(),
        account.missing().isEmpty() ? page.found().facetsAtLeast() : request.facets());
  }

  /** What videos show that were found otherwise, in the order of the ids; some may be missing. */
  List<Hit> hits(List<String> ids, Deadline deadline) {
    FetchQuery query = new FetchQuery(List.copyOf(ids), "", Wording.PLAIN, null);
    Map<String, FetchedVideo> shown = hits.fetch(query, Map.of(), new Account(deadline));
    List<Hit> complete = new ArrayList<>(ids.size());
    for (String id : ids) {
      FetchedVideo fetched = shown.get(id);
      if (fetched != null) {
        complete.add(Hits.of(fetched));
      }
    }
    return complete;
  }

  private Attempt attempt(
      SearchRequest request,
      UnderstoodQuery words,
      QueryClass asked,
      @Nullable Cursor cursor,
      Session session,
      Account account)
      throws TimeoutException {
    RetrievalPlan plan = planner.plan(request, words.text(), policy.inPlay(asked), account);
    account.stage("encode", -1, -1);

    Reading reading = read(request, words, plan, asked);
    account.stage("read", -1, reading.entities().size());

    Wording wording =
        words.wording(synonyms.of(words.text(), words.language())).withMatch(policy.match(asked));
    Ask ask = new Ask(request, words.readAs(reading), wording, plan, session);
    Page page =
        ask.byRelevance()
            ? relevance.page(ask, account)
            : sorted.page(ask, cursor == null ? null : cursor.sortPosition(), account);
    return new Attempt(ask, page, null);
  }

  private Reading read(
      SearchRequest request, UnderstoodQuery words, RetrievalPlan plan, QueryClass asked) {
    List<Entity> entities =
        request.help().entities()
            ? catalogue.entities(words.text(), words.filter(request.filter()), plan.semantic())
            : List.of();
    return new Reading(entities, catalogue.category(plan.semantic()), asked);
  }

  /** Further pages are of the same class as the first: it decides how far the search looks. */
  private QueryClass classOf(SearchRequest request, @Nullable Cursor cursor) {
    QueryClass now = catalogue.frequency().classOf(request.q());
    if (cursor == null) {
      return now;
    }
    return cursor.wide() ? QueryClass.TAIL : now == QueryClass.TAIL ? QueryClass.TORSO : now;
  }

  private static @Nullable String next(
      SearchRequest request, UnderstoodQuery typed, Attempt attempt) {
    Cursor next = attempt.page().next();
    if (next == null || request.like() != null) {
      return null;
    }
    String searched = attempt.understood().text();
    boolean wide = attempt.ask().queryClass() == QueryClass.TAIL;
    return next.of(wide, searched.equals(typed.text()) ? "" : searched).encode(request);
  }

  private static Understood described(UnderstoodQuery typed, Attempt attempt) {
    Reading reading = attempt.understood().reading();
    return new Understood(
        typed.text(),
        typed.language(),
        attempt.spelling(),
        reading.entities(),
        reading.category(),
        reading.queryClass());
  }

  private List<Hit> fetch(Page page, Ask ask, Account account) {
    List<Ranked> ranked = page.ranked();
    if (ranked.isEmpty()) {
      return List.of();
    }
    if (ask.request().fields().equals(ID_ONLY)) {
      return ranked.stream().map(Hits::bare).toList();
    }
    List<String> ids = ranked.stream().map(Ranked::id).toList();
    FetchQuery query =
        new FetchQuery(ids, ask.understood().text(), ask.wording(), ask.plan().frame());
    Map<String, FetchedVideo> shown = hits.fetch(query, page.found().answeredBy(), account);
    List<Hit> complete = new ArrayList<>(ranked.size());
    for (Ranked one : ranked) {
      FetchedVideo fetched = shown.get(one.id());
      if (fetched != null) {
        complete.add(Hits.of(one, fetched));
      }
    }
    return complete;
  }
}
