package io.kinora.verticles.search;

import io.kinora.ranking.Ranked;
import io.kinora.ranking.rerank.CollapseReranker;
import io.kinora.ranking.rerank.MaxPerKeyReranker;
import io.kinora.ranking.rerank.MmrReranker;
import io.kinora.ranking.rerank.Reranker;
import io.kinora.search.SearchRequest;
import io.kinora.search.ShardQuery.KeyLimit;
import io.kinora.search.SharedKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a request on the list as a whole: what is shown once, how many a channel may have,
 * how unlike one another the first hits are to be.
 */
final class ListRules {

  /** How many hits are diversified. */
  static final int DIVERSIFIED = 100;

  private final List<KeyLimit> limits = new ArrayList<>();
  private final List<Reranker> dropping = new ArrayList<>();
  private final @Nullable Reranker diversifying;

  /**
   * @param similarities asked if the request wants diverse hits
   */
  ListRules(SearchRequest request, Function<List<String>, MmrReranker.Similarity> similarities) {
    SharedKey once = once(request.collapse());
    if (once != null) {
      limits.add(new KeyLimit(once, 1));
      dropping.add(new CollapseReranker("collapse " + request.collapse().key(), once::of));
    }
    Integer maxPerChannel = request.maxPerChannel();
    if (maxPerChannel != null) {
      SharedKey channel = SharedKey.CHANNEL;
      limits.add(new KeyLimit(channel, maxPerChannel));
      dropping.add(new MaxPerKeyReranker("max per channel", channel::of, maxPerChannel));
    }
    this.diversifying =
        request.diversity() > 0
            ? new MmrReranker(request.diversity(), DIVERSIFIED, similarities)
            : null;
  }

  /** For lists in the order of a field, and for what shards must know. */
  static ListRules withoutDiversity(SearchRequest request) {
    return new ListRules(request, ids -> (a, b) -> 0);
  }

  private static @Nullable SharedKey once(SearchRequest.Collapse collapse) {
    return switch (collapse) {
      case NONE -> null;
      case CHANNEL -> SharedKey.CHANNEL;
      case DUPLICATES -> SharedKey.DUPLICATES;
    };
  }

  /** How many hits may share a key, in the order of the rules. */
  List<KeyLimit> limits() {
    return limits;
  }

  /**
   * What is left of a list, in the order to show it. More candidates change nothing in what comes
   * before them, so that a list is the same however deep one looks.
   *
   * @param shown whether a viewer has seen a hit already; it is not shown again, and what it hides
   *     stays hidden
   * @param first ranked candidates of the first window
   * @param deeper what a deeper window adds to them, ranked
   */
  List<Ranked> list(
      Predicate<String> shown, List<Ranked> first, List<Ranked> deeper, Account account) {
    List<Ranked> before = new ArrayList<>();
    List<Ranked> rest = new ArrayList<>(first.size());
    List<Ranked> more = new ArrayList<>(deeper.size());
    divide(first, shown, before, rest);
    if (!deeper.isEmpty()) {
      divide(without(deeper, first), shown, before, more);
    }
    List<Ranked> left = dropped(before, rest, account);
    if (diversifying != null) {
      left = diversifying.rerank(before, left);
      account.stage(diversifying.name(), left.size(), left.size());
    }
    if (deeper.isEmpty()) {
      return left;
    }
    before.addAll(left);
    List<Ranked> all = new ArrayList<>(left);
    all.addAll(dropped(before, more, account));
    return all;
  }

  private List<Ranked> dropped(List<Ranked> before, List<Ranked> rest, Account account) {
    List<Ranked> left = rest;
    for (Reranker rule : dropping) {
      int in = left.size();
      left = rule.rerank(before, left);
      account.stage(rule.name(), in, left.size());
    }
    return left;
  }

  private static void divide(
      List<Ranked> ranked, Predicate<String> shown, List<Ranked> before, List<Ranked> rest) {
    for (Ranked each : ranked) {
      (shown.test(each.id()) ? before : rest).add(each);
    }
  }

  private static List<Ranked> without(List<Ranked> deeper, List<Ranked> first) {
    Set<String> known = HashSet.newHashSet(first.size());
    first.forEach(each -> known.add(each.id()));
    return deeper.stream().filter(each -> !known.contains(each.id())).toList();
  }
}
