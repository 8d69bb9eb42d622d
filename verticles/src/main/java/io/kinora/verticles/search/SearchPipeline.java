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
import io.kinora.search.Retriever;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.SearchResponse.Spelling;
import io.kinora.search.SearchResponse.Understood;
import io.kinora.search.ShardQuery;
import io.kinora.search.Sort;
import io.kinora.search.fusion.Fused;
import io.kinora.search.fusion.Fusion;
import io.kinora.search.lexicon.Name;
import io.kinora.search.shard.FetchedVideo;
import io.kinora.search.understand.CatalogueUnderstanding;
import io.kinora.search.understand.Category;
import io.kinora.search.understand.Correction;
import io.kinora.search.understand.Entity;
import io.kinora.search.understand.QueryClass;
import io.kinora.search.understand.QueryUnderstanding;
import io.kinora.search.understand.QueryUnderstanding.UnderstoodQuery;
import io.kinora.search.understand.Reading;
import io.kinora.verticles.search.ShardGather.Gathered;
import java.util.ArrayList;
import java.util.HashMap;
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
 *   <li>spelling: other words, where the catalogue has not those typed
 *   <li>encode: words -> vectors, where a retriever needs them
 *   <li>read: what is mentioned and what kind of videos is asked for
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

  /** So few videos with the words typed are next to nothing. */
  private static final int FEW = 3;

  private static final int LEAST_FOR_ANOTHER_MS = 10;

  /** The corrected words must fit into a cursor. */
  private static final int LONGEST_CORRECTED = 300;

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
  private final int tailWindow;
  private final CatalogueUnderstanding catalogue;
  private final WordLookup lookup;

  SearchPipeline(
      QueryVectors vectors,
      VectorSpaces spaces,
      ShardGather shards,
      HitFetch hits,
      FusionPolicy fusion,
      LinearRanker ranker,
      int window,
      int tailWindow,
      CatalogueUnderstanding catalogue,
      WordLookup lookup) {
    this.vectors = vectors;
    this.spaces = spaces;
    this.shards = shards;
    this.hits = hits;
    this.fusion = fusion;
    this.ranker = ranker;
    this.window = window;
    this.tailWindow = tailWindow;
    this.catalogue = catalogue;
    this.lookup = lookup;
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

    UnderstoodQuery typed = understanding.understand(request.q(), request.lang());
    QueryClass asked = classOf(request, cursor);
    Correction correction = correction(request, typed, cursor);
    account.stage("understand", -1, -1);

    Attempt attempt =
        correction == null
            ? asBefore(request, typed, asked, cursor, account)
            : corrected(request, typed, correction, asked, account);
    UnderstoodQuery understood = attempt.understood();
    Page page = attempt.page();

    List<Hit> hits = fetch(page, request, understood, account);
    account.stage("fetch", page.ranked().size(), hits.size());

    String changed = understood.text().equals(typed.text()) ? "" : understood.text();
    return new SearchResponse(
        described(typed, attempt),
        hits,
        page.found().facets(),
        page.found().total(),
        page.found().exact(),
        page.next() == null
            ? null
            : page.next().of(asked == QueryClass.TAIL, changed).encode(request),
        account.tookMs(),
        List.copyOf(account.stages()),
        List.copyOf(account.missing()),
        UUID.randomUUID().toString());
  }

  /** What was searched for, as it was understood, and what was found. */
  private record Attempt(
      UnderstoodQuery understood, boolean byWords, Page page, @Nullable Spelling spelling) {

    Attempt telling(@Nullable Spelling other) {
      return new Attempt(understood, byWords, page, other);
    }

    /** How many videos have the words; at least that many where there are more. */
    long matches() {
      if (!byWords || page.ranked().isEmpty()) {
        return page.found().total();
      }
      int column = Retriever.LEXICAL.ordinal();
      return page.found().candidates().stream().filter(c -> c.scores()[column] > 0).count();
    }
  }

  private Attempt attempt(
      SearchRequest request,
      UnderstoodQuery query,
      QueryClass asked,
      @Nullable Cursor cursor,
      Account account)
      throws TimeoutException {
    RetrievalPlan plan = plan(request, query.text(), account);
    account.stage("encode", -1, -1);

    List<Entity> entities =
        request.help().entities()
            ? catalogue.entities(query.text(), request.filter(), plan.semantic())
            : List.of();
    Category category = catalogue.category(plan.semantic());
    UnderstoodQuery understood = query.readAs(new Reading(entities, category, asked));
    account.stage("read", -1, entities.size());

    boolean byRelevance = request.sort() == Sort.RELEVANCE && !plan.retrievers().isEmpty();
    Page page =
        byRelevance
            ? relevant(request, understood, plan, cursor, account)
            : sorted(request, understood, plan, cursor, account);
    boolean byWords = byRelevance && plan.retrievers().contains(Retriever.LEXICAL);
    return new Attempt(understood, byWords, page, null);
  }

  /** Further pages are of the same class as the first: it decides how far the search looks. */
  private QueryClass classOf(SearchRequest request, @Nullable Cursor cursor) {
    QueryClass now = catalogue.frequency().classOf(request.q());
    if (cursor == null) {
      return now;
    }
    return cursor.wide() ? QueryClass.TAIL : now == QueryClass.TAIL ? QueryClass.TORSO : now;
  }

  /** What may have been meant instead, or null; further pages keep to the words of the first. */
  private @Nullable Correction correction(
      SearchRequest request, UnderstoodQuery typed, @Nullable Cursor cursor) {
    boolean may =
        request.help().spelling()
            && cursor == null
            && typed.text().length() <= LONGEST_CORRECTED
            && request.vector() == null;
    return may ? catalogue.spelling(typed.text(), Set.of()) : null;
  }

  /** In the words typed, or those that the first page was searched for with. */
  private Attempt asBefore(
      SearchRequest request,
      UnderstoodQuery typed,
      QueryClass asked,
      @Nullable Cursor cursor,
      Account account)
      throws TimeoutException {
    if (cursor == null || cursor.words().isEmpty()) {
      return attempt(request, typed, asked, cursor, account);
    }
    return attempt(request, typed.saying(cursor.words()), asked, cursor, account)
        .telling(new Spelling(cursor.words(), true));
  }

  /**
   * Searches for the corrected words where the shards do not have those typed, or where only blanks
   * differ and next to nothing is found with them as typed; and only if more is found so.
   */
  private Attempt corrected(
      SearchRequest request,
      UnderstoodQuery typed,
      Correction correction,
      QueryClass asked,
      Account account)
      throws TimeoutException {
    boolean respaced = correction.unknown().isEmpty();
    boolean areNew = !respaced && lookup.areNew(correction.unknown(), affinity(request), account);
    account.stage("spelling", -1, -1);
    UnderstoodQuery meant = typed.saying(correction.text());
    Spelling suggested = new Spelling(correction.text(), false);
    Spelling applied = new Spelling(correction.text(), true);
    if (areNew && correction.sure()) {
      Attempt changed = attempt(request, meant, asked, null, account);
      if (changed.matches() > 0) {
        return changed.telling(applied);
      }
    }
    Attempt asTyped = attempt(request, typed, asked, null, account);
    boolean again =
        respaced
            && asTyped.matches() < FEW
            && account.deadline().remainingMillis() >= LEAST_FOR_ANOTHER_MS;
    Attempt changed = again ? attempt(request, meant, asked, null, account) : asTyped;
    return changed.matches() > asTyped.matches()
        ? changed.telling(applied)
        : asTyped.telling(areNew ? suggested : null);
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
    int depth = understood.reading().queryClass() == QueryClass.TAIL ? tailWindow : window;
    Ordered first = order(request, understood, plan, depth, account);
    int from = cursor == null ? 0 : after(cursor, first.ranked());
    boolean deeper =
        from + request.limit() >= first.ranked().size() && first.full() && depth < DEEPEST;
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
        ranker.rank(
            fused,
            new RankingContext(System.currentTimeMillis(), channels(understood.reading())),
            request.explain());
    account.stage("rank", fused.size(), ranked.size());

    List<Ranked> reranked = ranked;
    for (Reranker rule : rules(request)) {
      reranked = rule.rerank(reranked);
    }
    account.stage("re-rank", ranked.size(), reranked.size());
    return new Ordered(found, reranked, found.candidates().size() >= depth);
  }

  private static Map<String, Double> channels(Reading reading) {
    Map<String, Double> channels = new HashMap<>();
    for (Entity entity : reading.entities()) {
      if (entity.type() == Name.Type.CHANNEL) {
        channels.merge(entity.id(), entity.score(), Math::max);
      }
    }
    return channels;
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
        request.explain());
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
