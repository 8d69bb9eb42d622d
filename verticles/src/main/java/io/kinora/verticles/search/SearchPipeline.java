package io.kinora.verticles.search;

import io.kinora.catalog.Vector;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.ranking.LinearRanker;
import io.kinora.ranking.Ranked;
import io.kinora.ranking.RankingContext;
import io.kinora.ranking.rerank.MmrReranker;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.Hit;
import io.kinora.search.Mode;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.SearchResponse.Understood;
import io.kinora.search.ShardQuery;
import io.kinora.search.SharedKeys;
import io.kinora.search.Sort;
import io.kinora.search.fusion.Fused;
import io.kinora.search.fusion.Fusion;
import io.kinora.search.shard.FetchedVideo;
import io.kinora.search.understand.QueryUnderstanding;
import io.kinora.search.understand.QueryUnderstanding.UnderstoodQuery;
import io.kinora.verticles.search.ShardGather.Gathered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

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

  /**
   * Hits below the first window are ranked within this many; nothing lies deeper with a sort by
   * relevance.
   */
  static final int DEEPEST = 1000;

  /** With a sort by a field: so many hits before the page are not shown twice. */
  private static final int REMEMBERED_OF_SORTED = 250;

  private static final List<String> ID_ONLY = List.of("id");
  private static final MmrReranker.Similarity NOT_ALIKE = (a, b) -> 0;

  private final QueryUnderstanding understanding = new QueryUnderstanding();
  private final QueryVectors vectors;
  private final VectorSpaces spaces;
  private final ShardGather shards;
  private final HitFetch hits;
  private final VectorFetch alike;
  private final FusionPolicy fusion;
  private final LinearRanker ranker;
  private final int window;

  SearchPipeline(
      QueryVectors vectors,
      VectorSpaces spaces,
      ShardGather shards,
      HitFetch hits,
      VectorFetch alike,
      FusionPolicy fusion,
      LinearRanker ranker,
      int window) {
    this.vectors = vectors;
    this.spaces = spaces;
    this.shards = shards;
    this.hits = hits;
    this.alike = alike;
    this.fusion = fusion;
    this.ranker = ranker;
    this.window = window;
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
    account.stage("understand", -1, -1);

    RetrievalPlan plan = plan(request, understood.text(), account);
    account.stage("encode", -1, -1);

    boolean byRelevance = request.sort() == Sort.RELEVANCE && !plan.retrievers().isEmpty();
    Page page =
        byRelevance
            ? relevant(request, understood, plan, session, account)
            : sorted(request, understood, plan, cursor, session, account);

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

  /**
   * @param next where the next page begins, or null at the end
   */
  private record Page(Gathered found, Total total, List<Ranked> ranked, @Nullable Cursor next) {

    /** With explanations that end in the places of the hits. */
    Page placed(int before) {
      List<Ranked> placed = new ArrayList<>(ranked.size());
      for (Ranked each : ranked) {
        placed.add(Positions.explained(each, before + placed.size() + 1));
      }
      return new Page(found, total, placed, next);
    }
  }

  /**
   * How many hits there are in all.
   *
   * @param exact or at least
   */
  private record Total(long value, boolean exact) {

    /**
     * @param rules on the list, which may drop some of what was found
     * @param listed how many hits are known of
     * @param whole whether all that was found is listed
     */
    static Total of(Gathered found, ListRules rules, int listed, boolean whole) {
      SharedKeys keys = found.keys();
      if (rules.limits().isEmpty()) {
        return new Total(found.total(), found.exact());
      }
      if (whole) {
        return new Total(listed, found.exact());
      }
      if (keys == null) {
        return new Total(listed, false);
      }
      long value = found.total() - keys.videos() + keys.hashes().length;
      return new Total(Math.max(listed, value), found.exact() && keys.all() && value >= listed);
    }
  }

  private RetrievalPlan plan(SearchRequest request, String words, Account account)
      throws TimeoutException {
    RetrievalPlan.Needs needs =
        RetrievalPlan.needs(request, words, vectors.canText(), vectors.canSight());
    // Words can do without vectors and must not be starved by them; where vectors are all there is,
    // they are worth nearly the whole budget.
    double share = request.mode() == Mode.HYBRID ? 0.5 : 0.8;
    Deadline until =
        account.deadline().within((long) (account.deadline().remainingMillis() * share));
    CompletableFuture<Vector> text = needs.text() ? vectors.inTextSpace(words, until) : null;
    CompletableFuture<Vector> sight = needs.sight() ? vectors.inSightSpace(words, until) : null;
    Vector inText = await(text, "meaning (encoding the words)", until, account);
    Vector inSight = await(sight, "sight (encoding the words)", until, account);
    RetrievalPlan plan = RetrievalPlan.of(request, words, spaces, inText, inSight);
    boolean wantedOnlyVectors = (needs.text() || needs.sight()) && plan.retrievers().isEmpty();
    if (wantedOnlyVectors) {
      throw new TimeoutException("the words could not be encoded in time");
    }
    return plan;
  }

  private static @Nullable Vector await(
      @Nullable CompletableFuture<Vector> vector, String what, Deadline until, Account account) {
    if (vector == null) {
      return null;
    }
    try {
      return vector.get(Math.max(1, until.remainingMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      account.missing(what + " took too long");
    } catch (ExecutionException failed) {
      account.missing(what + " failed");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      account.missing(what + " was interrupted");
    }
    return null;
  }

  /**
   * The list of hits is: the first window as ranked; then what a deeper window adds, as ranked
   * there. So each page is the same however one came to it, and only those who page deep pay for
   * the depth.
   *
   * <p>A page follows on those before it, if the list still begins with them. If the index has
   * changed so that it does not, the page is the best of what has not been shown.
   */
  private Page relevant(
      SearchRequest request,
      UnderstoodQuery understood,
      RetrievalPlan plan,
      Session session,
      Account account)
      throws TimeoutException {
    Ordered first = order(request, understood, plan, window, session, account);
    Gathered found = first.found();
    ListRules rules =
        new ListRules(request, ids -> alike.similarity(ids, first.found().answeredBy(), account));
    Listed listed = listed(session, rules, first.ranked(), List.of(), account);
    boolean full = first.full();
    if (listed.left().size() <= request.limit() && full && window < DEEPEST) {
      Ordered second = order(request, understood, plan, DEEPEST, session, account);
      found = second.found();
      full = second.full();
      listed = listed(session, rules, first.ranked(), second.ranked(), account);
    }
    List<Ranked> left = listed.left();
    account.stage("re-rank", found.candidates().size(), left.size());
    int size = Math.min(Math.min(left.size(), request.limit()), DEEPEST - session.place());
    List<Ranked> page = left.subList(0, Math.max(0, size));
    boolean more = left.size() > page.size() && session.place() + page.size() < DEEPEST;
    boolean whole = !full || found.candidates().size() >= found.total();
    Total total = Total.of(found, rules, listed.all(), whole && found.exact());
    return new Page(found, total, page, more ? next(session, page) : null);
  }

  private static @Nullable Cursor next(Session session, List<Ranked> page) {
    List<String> ids = page.stream().map(Ranked::id).toList();
    return ids.isEmpty() ? null : new Cursor(session.after(ids), 0, ids.getLast());
  }

  /**
   * @param left to show
   * @param all how long the list is as it stands now
   */
  private record Listed(List<Ranked> left, int all) {}

  private static Listed listed(
      Session session, ListRules rules, List<Ranked> first, List<Ranked> deeper, Account account) {
    List<Ranked> list = rules.list(nothing -> false, first, deeper, account);
    int all = list.size();
    if (session.place() == 0) {
      return new Listed(list, all);
    }
    if (session.isPrefixOf(list.stream().map(Ranked::id).toList())) {
      return new Listed(list.subList(session.place(), all), all);
    }
    return new Listed(rules.list(session.shown()::contains, first, deeper, account), all);
  }

  /**
   * @param full some retriever brought as many as it may, so a deeper window could add to it
   */
  private record Ordered(Gathered found, List<Ranked> ranked, boolean full) {}

  private Ordered order(
      SearchRequest request,
      UnderstoodQuery understood,
      RetrievalPlan plan,
      int depth,
      Session session,
      Account account)
      throws TimeoutException {
    ShardQuery query =
        query(
            request,
            understood,
            plan,
            depth,
            null,
            depth,
            session.nowMs(),
            new ListRules(request, ids -> NOT_ALIKE).limits());
    Gathered found = shards.search(query, affinity(request), account);
    account.stage("retrieve", -1, found.candidates().size());

    Fusion method = fusion.choose(request.fusion());
    List<Fused> fused = method.fuse(found.candidates(), request.explain());
    account.stage("fuse", found.candidates().size(), fused.size());

    List<Ranked> ranked =
        ranker.rank(fused, new RankingContext(session.nowMs()), request.explain());
    account.stage("rank", fused.size(), ranked.size());

    return new Ordered(found, ranked, found.candidates().size() >= depth);
  }

  /**
   * Shards go on from where the page before ended. What an update has moved to behind it since is
   * not shown again, as far as a cursor remembers.
   */
  private Page sorted(
      SearchRequest request,
      UnderstoodQuery understood,
      RetrievalPlan plan,
      @Nullable Cursor cursor,
      Session session,
      Account account)
      throws TimeoutException {
    Sort sort = request.sort() == Sort.RELEVANCE ? Sort.NEWEST : request.sort();
    ListRules rules = new ListRules(request, ids -> NOT_ALIKE);
    int size = request.limit() + 1;
    ShardQuery.SortPosition after = cursor == null ? null : cursor.sortPosition();
    ShardQuery query =
        query(request, understood, plan, size, after, window, session.nowMs(), rules.limits());
    SortedWalk walk =
        new SortedWalk(sort, part -> shards.search(part, affinity(request), account), query);
    List<Ranked> listed = walk.take(size, session.shown()::contains);
    account.stage("retrieve", -1, listed.size());
    List<Ranked> page = listed.subList(0, Math.min(listed.size(), request.limit()));
    boolean whole = cursor == null && walk.ended() && listed.size() == page.size();
    Total total = Total.of(walk.found(), rules, session.place() + listed.size(), whole);
    return new Page(walk.found(), total, page, nextSorted(sort, session, walk, listed, page));
  }

  private static @Nullable Cursor nextSorted(
      Sort sort, Session session, SortedWalk walk, List<Ranked> listed, List<Ranked> page) {
    Candidate last =
        listed.size() > page.size()
            ? page.getLast().candidate()
            : walk.ended() ? null : walk.last();
    if (last == null) {
      return null;
    }
    List<String> ids = page.stream().map(Ranked::id).toList();
    return new Cursor(
        session.afterForgetting(ids, REMEMBERED_OF_SORTED), SortOrder.value(sort, last), last.id());
  }

  private static ShardQuery query(
      SearchRequest request,
      UnderstoodQuery understood,
      RetrievalPlan plan,
      int depth,
      ShardQuery.@Nullable SortPosition after,
      int reach,
      long nowMs,
      List<ShardQuery.KeyLimit> limits) {
    boolean browsing = plan.retrievers().isEmpty();
    return new ShardQuery(
        understood.text(),
        plan.semantic(),
        plan.frame(),
        plan.video(),
        plan.retrievers(),
        request.filter(),
        depth,
        browsing && request.sort() == Sort.RELEVANCE ? Sort.NEWEST : request.sort(),
        after,
        request.facets(),
        request.explain(),
        request.disjunctive(),
        nowMs,
        limits,
        reach,
        null);
  }

  /** All pages of a query come from the same replicas. */
  private static int affinity(SearchRequest request) {
    int hash = Objects.hash(request.q(), request.vector());
    return hash ^ (hash >>> 16);
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
