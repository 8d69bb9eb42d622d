package io.kinora.verticles.search;

import io.kinora.catalog.Counters;
import io.kinora.ranking.LinearRanker;
import io.kinora.ranking.Ranked;
import io.kinora.ranking.RankingContext;
import io.kinora.search.ShardQuery;
import io.kinora.search.fusion.Fused;
import io.kinora.search.fusion.Fusion;
import io.kinora.search.lexicon.Name;
import io.kinora.search.understand.Entity;
import io.kinora.search.understand.Reading;
import io.kinora.verticles.search.ShardGather.Gathered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The hits of a request, best first: the first window as ranked, then what a deeper window adds, as
 * ranked there. So each page is the same however one came to it, and only those who page deep pay
 * for the depth.
 *
 * <p>A page follows on those before it, if the list still begins with them. If the index has
 * changed so that it does not, the page is the best of what has not been shown.
 */
final class RelevanceList {

  /** Hits below the first window are ranked within this many; nothing lies deeper. */
  static final int DEEPEST = 1000;

  private final ShardGather shards;
  private final VectorFetch alike;
  private final FusionPolicy fusion;
  private final LinearRanker ranker;
  private final RetrievalPolicy policy;
  private final Counters counters;

  RelevanceList(
      ShardGather shards,
      VectorFetch alike,
      FusionPolicy fusion,
      LinearRanker ranker,
      RetrievalPolicy policy,
      Counters counters) {
    this.shards = shards;
    this.alike = alike;
    this.fusion = fusion;
    this.ranker = ranker;
    this.policy = policy;
    this.counters = counters;
  }

  Page page(Ask ask, Account account) throws TimeoutException {
    int window = policy.window(ask.queryClass());
    int limit = ask.request().limit();
    int place = ask.session().place();
    Ordered first = order(ask, query(ask, window), account);
    ListRules rules =
        new ListRules(
            ask.request(), ids -> alike.similarity(ids, first.found().answeredBy(), account));
    Listed listed = listed(ask.session(), rules, first.ranked(), List.of(), account);
    boolean deep = listed.left().size() <= limit && first.full() && window < DEEPEST;
    Ordered deeper = deep ? deeper(ask, account) : null;
    if (deeper != null) {
      listed = listed(ask.session(), rules, first.ranked(), deeper.ranked(), account);
    }
    boolean cutOff = deep && (deeper == null || deeper.found().cutShort());
    Gathered found = deeper == null ? first.found() : first.found().deepenedBy(deeper.found());
    List<Ranked> left = listed.left();
    account.stage("re-rank", found.candidates().size(), left.size());

    int size = Math.min(Math.min(left.size(), limit), DEEPEST - place);
    List<Ranked> page = left.subList(0, Math.max(0, size));
    boolean more = (cutOff || left.size() > page.size()) && place + page.size() < DEEPEST;
    Total total = total(first, rules, listed.all());
    if (deeper != null) {
      total = total.or(total(deeper, rules, listed.all())).atLeast(listed.all());
    }
    return new Page(found, total, page, more ? next(ask.session(), page) : null);
  }

  /** What lies below the first window, or null if there was no time to look. */
  private @Nullable Ordered deeper(Ask ask, Account account) {
    return FurtherLook.take(
        "what lies deeper", account, () -> order(ask, query(ask, DEEPEST).uncounted(), account));
  }

  /**
   * @param listed how many hits are known of
   */
  private static Total total(Ordered ordered, ListRules rules, int listed) {
    Gathered found = ordered.found();
    boolean whole = !ordered.full() || found.candidates().size() >= found.total();
    return Total.of(found, rules, listed, whole && found.exact());
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
    return new Listed(rules.list(session::hasShown, first, deeper, account), all);
  }

  /**
   * @param full some retriever brought as many as it may, so a deeper window could add to it
   */
  private record Ordered(Gathered found, List<Ranked> ranked, boolean full) {}

  private ShardQuery query(Ask ask, int depth) {
    return ask.query(policy, depth, null, ListRules.withoutDiversity(ask.request()).limits());
  }

  private Ordered order(Ask ask, ShardQuery query, Account account) throws TimeoutException {
    Gathered found = shards.search(query, ask.affinity(), account);
    account.stage("retrieve", -1, found.candidates().size());

    boolean explain = ask.request().explain();
    Fusion method = fusion.choose(policy.weights(ask.queryClass()), ask.request().fusion());
    List<Fused> fused = method.fuse(found.candidates(), explain);
    account.stage("fuse", found.candidates().size(), fused.size());

    List<Ranked> ranked =
        ranker.rank(
            fused,
            new RankingContext(
                ask.session().nowMs(), channels(ask.understood().reading()), counters),
            explain);
    account.stage("rank", fused.size(), ranked.size());

    return new Ordered(found, ranked, found.candidates().size() >= least(query));
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

  /** The fewest candidates that a retriever may bring: fewer of all of them are all there are. */
  private static int least(ShardQuery query) {
    ShardQuery.Retrieval asked = query.retrieval();
    return asked.retrievers().stream().mapToInt(asked::window).reduce(asked.window(), Math::min);
  }
}
