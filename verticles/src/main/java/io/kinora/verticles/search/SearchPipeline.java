package io.kinora.verticles.search;

import io.kinora.catalog.Vector;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.ranking.LinearRanker;
import io.kinora.ranking.Ranked;
import io.kinora.ranking.RankingContext;
import io.kinora.ranking.rerank.ChannelCollapseReranker;
import io.kinora.ranking.rerank.Reranker;
import io.kinora.search.Candidate;
import io.kinora.search.Deadline;
import io.kinora.search.Hit;
import io.kinora.search.Mode;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.SearchResponse.Understood;
import io.kinora.search.ShardQuery;
import io.kinora.search.Sort;
import io.kinora.search.fusion.Fused;
import io.kinora.search.fusion.Fusion;
import io.kinora.search.shard.FetchQuery;
import io.kinora.search.shard.FetchedVideo;
import io.kinora.search.understand.QueryUnderstanding;
import io.kinora.search.understand.QueryUnderstanding.UnderstoodQuery;
import io.kinora.verticles.search.ShardGather.Gathered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

  private static final List<String> ID_ONLY = List.of("id");
  private static final Reranker COLLAPSE_CHANNEL = new ChannelCollapseReranker();

  private final QueryUnderstanding understanding = new QueryUnderstanding();
  private final QueryVectors vectors;
  private final VectorSpaces spaces;
  private final ShardGather shards;
  private final HitFetch hits;
  private final FusionPolicy fusion;
  private final LinearRanker ranker;
  private final int window;

  SearchPipeline(
      QueryVectors vectors,
      VectorSpaces spaces,
      ShardGather shards,
      HitFetch hits,
      FusionPolicy fusion,
      LinearRanker ranker,
      int window) {
    this.vectors = vectors;
    this.spaces = spaces;
    this.shards = shards;
    this.hits = hits;
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

    UnderstoodQuery understood = understanding.understand(request.q(), request.lang());
    account.stage("understand", -1, -1);

    RetrievalPlan plan = plan(request, understood.text(), account);
    account.stage("encode", -1, -1);

    boolean byRelevance = request.sort() == Sort.RELEVANCE && !plan.retrievers().isEmpty();
    Page page =
        byRelevance
            ? relevant(request, understood, plan, cursor, account)
            : sorted(request, understood, plan, cursor, account);

    List<Hit> hits = fetch(page, request, understood, plan, account);
    account.stage("fetch", page.ranked().size(), hits.size());

    return new SearchResponse(
        new Understood(understood.text(), understood.language()),
        hits,
        page.found().facets(),
        page.found().total(),
        page.found().exact(),
        page.next() == null || request.like() != null ? null : page.next().encode(request),
        account.tookMs(),
        List.copyOf(account.stages()),
        List.copyOf(account.missing()),
        UUID.randomUUID().toString());
  }

  /**
   * @param next where the next page begins, or null at the end
   */
  private record Page(Gathered found, List<Ranked> ranked, @Nullable Cursor next) {}

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

  private static List<Reranker> rules(SearchRequest request) {
    return switch (request.collapse()) {
      case NONE -> List.of();
      case CHANNEL -> List.of(COLLAPSE_CHANNEL);
    };
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
   */
  private Page relevant(
      SearchRequest request,
      UnderstoodQuery understood,
      RetrievalPlan plan,
      @Nullable Cursor cursor,
      Account account)
      throws TimeoutException {
    Ordered first = order(request, understood, plan, window, account);
    int from = cursor == null ? 0 : after(cursor, first.ranked());
    boolean deeper =
        from + request.limit() >= first.ranked().size() && first.full() && window < DEEPEST;
    List<Ranked> all = first.ranked();
    Gathered found = first.found();
    if (deeper) {
      Ordered second = order(request, understood, plan, DEEPEST, account);
      all = extended(first.ranked(), second.ranked());
      found = second.found();
      from = cursor == null ? 0 : after(cursor, all);
    }
    int to = Math.min(all.size(), from + request.limit());
    List<Ranked> page = all.subList(Math.min(from, to), to);
    boolean more = to < all.size();
    Cursor next =
        more && !page.isEmpty() ? new Cursor(to, 0, page.getLast().candidate().id()) : null;
    return new Page(found, page, next);
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
      Account account)
      throws TimeoutException {
    Gathered found =
        shards.search(query(request, understood, plan, depth, null), affinity(request), account);
    account.stage("retrieve", -1, found.candidates().size());

    Fusion method = fusion.choose(request.fusion());
    List<Fused> fused = method.fuse(found.candidates(), request.explain());
    account.stage("fuse", found.candidates().size(), fused.size());

    List<Ranked> ranked =
        ranker.rank(fused, new RankingContext(System.currentTimeMillis()), request.explain());
    account.stage("rank", fused.size(), ranked.size());

    List<Ranked> reranked = ranked;
    for (Reranker rule : rules(request)) {
      reranked = rule.rerank(reranked);
    }
    account.stage("re-rank", ranked.size(), reranked.size());
    return new Ordered(found, reranked, found.candidates().size() >= depth);
  }

  /** Continues after the last hit shown, wherever it is now; if it is gone, at the same place. */
  private static int after(Cursor cursor, List<Ranked> ranked) {
    for (int i = 0; i < ranked.size(); i++) {
      if (ranked.get(i).candidate().id().equals(cursor.id())) {
        return i + 1;
      }
    }
    return cursor.place();
  }

  private static List<Ranked> extended(List<Ranked> first, List<Ranked> second) {
    Set<String> shown = new HashSet<>();
    first.forEach(r -> shown.add(r.candidate().id()));
    List<Ranked> all = new ArrayList<>(first);
    second.stream().filter(r -> !shown.contains(r.candidate().id())).forEach(all::add);
    return all;
  }

  private Page sorted(
      SearchRequest request,
      UnderstoodQuery understood,
      RetrievalPlan plan,
      @Nullable Cursor cursor,
      Account account)
      throws TimeoutException {
    Sort sort = request.sort() == Sort.RELEVANCE ? Sort.NEWEST : request.sort();
    Gathered found =
        shards.search(
            query(
                request,
                understood,
                plan,
                request.limit() + 1,
                cursor == null ? null : cursor.sortPosition()),
            affinity(request),
            account);
    List<Candidate> ordered = new ArrayList<>(found.candidates());
    ordered.sort(SortOrder.of(sort));
    account.stage("retrieve", -1, ordered.size());
    List<Candidate> page = ordered.subList(0, Math.min(ordered.size(), request.limit()));
    boolean more = ordered.size() > page.size();
    int place = (cursor == null ? 0 : cursor.place()) + page.size();
    Cursor next =
        more ? new Cursor(place, SortOrder.value(sort, page.getLast()), page.getLast().id()) : null;
    return new Page(
        found, page.stream().map(candidate -> new Ranked(candidate, 0, null)).toList(), next);
  }

  private static ShardQuery query(
      SearchRequest request,
      UnderstoodQuery understood,
      RetrievalPlan plan,
      int depth,
      ShardQuery.@Nullable SortPosition after) {
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
        request.like() == null ? null : request.like().picture());
  }

  /** All pages of a query come from the same replicas. */
  private static int affinity(SearchRequest request) {
    int hash = Objects.hash(request.q(), request.vector(), request.like());
    return hash ^ (hash >>> 16);
  }

  private List<Hit> fetch(
      Page page,
      SearchRequest request,
      UnderstoodQuery understood,
      RetrievalPlan plan,
      Account account) {
    List<Ranked> ranked = page.ranked();
    if (ranked.isEmpty()) {
      return List.of();
    }
    if (request.fields().equals(ID_ONLY)) {
      return ranked.stream().map(Hits::bare).toList();
    }
    List<String> ids = ranked.stream().map(one -> one.candidate().id()).toList();
    FetchQuery query = new FetchQuery(ids, understood.text(), plan.frame());
    Map<String, FetchedVideo> shown = hits.fetch(query, page.found().answeredBy(), account);
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
