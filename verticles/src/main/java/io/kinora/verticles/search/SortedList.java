package io.kinora.verticles.search;

import io.kinora.ranking.Ranked;
import io.kinora.search.Candidate;
import io.kinora.search.ShardQuery;
import io.kinora.search.Sort;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The hits of a request in the order of a field. Shards go on from where the page before ended.
 * What an update has moved to behind it since is not shown again, as far as a cursor remembers.
 */
final class SortedList {

  /** So many hits before the page are not shown twice. */
  private static final int REMEMBERED = 250;

  private final ShardGather shards;
  private final RetrievalPolicy policy;

  SortedList(ShardGather shards, RetrievalPolicy policy) {
    this.shards = shards;
    this.policy = policy;
  }

  /**
   * @param after where the page before ended, or null for the first
   */
  Page page(Ask ask, ShardQuery.@Nullable SortPosition after, Account account)
      throws TimeoutException {
    ListRules rules = ListRules.withoutDiversity(ask.request());
    int limit = ask.request().limit();
    ShardQuery query = ask.query(policy, limit + 1, after, rules.limits());
    SortedWalk walk =
        new SortedWalk(
            ask.sort(), part -> shards.search(part, ask.affinity(), account), query, account);
    List<Ranked> listed = walk.take(limit + 1, ask.session()::hasShown);
    account.stage("retrieve", -1, listed.size());
    List<Ranked> page = listed.subList(0, Math.min(listed.size(), limit));
    boolean whole = after == null && walk.ended() && listed.size() == page.size();
    int known = ask.session().place() + listed.size();
    return new Page(
        walk.found(),
        Total.of(walk.found(), rules, known, whole),
        page,
        next(ask, walk, listed, page));
  }

  private static @Nullable Cursor next(
      Ask ask, SortedWalk walk, List<Ranked> listed, List<Ranked> page) {
    Candidate last = last(walk, listed, page);
    if (last == null) {
      return null;
    }
    Sort sort = ask.sort();
    List<String> ids = page.stream().map(Ranked::id).toList();
    Session shown = ask.session().afterForgetting(ids, REMEMBERED);
    return new Cursor(shown, SortOrder.value(sort, last), last.id());
  }

  private static @Nullable Candidate last(SortedWalk walk, List<Ranked> listed, List<Ranked> page) {
    if (listed.size() > page.size()) {
      return page.getLast().candidate();
    }
    return walk.ended() ? null : walk.last();
  }
}
