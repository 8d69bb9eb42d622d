package io.kinora.verticles.search;

import io.kinora.ranking.Ranked;
import io.kinora.search.Candidate;
import io.kinora.search.ShardQuery;
import io.kinora.search.ShardQuery.SortPosition;
import io.kinora.search.Sort;
import io.kinora.verticles.search.ShardGather.Gathered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list sorted by a field, from where the last one ended. What shows the same is
 * shown once in the whole list: shards leave out what comes after a copy of their own, and what
 * comes after a copy on another shard is found by asking all of them for the groups in question.
 *
 * @param first what the shards answered first: totals and facets
 * @param ranked at most as many as asked for
 * @param next where the next stretch begins, or null at the end
 */
record SortedStretch(Gathered first, List<Ranked> ranked, @Nullable SortPosition next) {

  /** How often a stretch is filled up where copies of earlier videos have left gaps. */
  private static final int MOST_FILLS = 4;

  /** Asks all shards. */
  interface Shards {
    Gathered search(ShardQuery query) throws TimeoutException;
  }

  /**
   * @param query for as many videos a shard as are asked for, and one more
   */
  static SortedStretch of(ShardQuery query, Sort sort, Shards shards) throws TimeoutException {
    int limit = query.window() - 1;
    Gathered first = shards.search(query);
    List<Ranked> shown = new ArrayList<>();
    SortPosition next = null;
    Gathered found = first;
    for (int fill = 1; ; fill++) {
      List<Candidate> ordered = new ArrayList<>(found.candidates());
      ordered.sort(SortOrder.of(sort));
      boolean more = ordered.size() > limit;
      List<Candidate> stretch = more ? ordered.subList(0, limit + 1) : ordered;
      shown.addAll(once(query, stretch, sort, shards));
      next = more ? SortOrder.position(sort, stretch.getLast()) : null;
      if (next == null || shown.size() > limit || fill == MOST_FILLS) {
        break;
      }
      found = shards.search(query.after(next));
    }
    if (shown.size() > limit) {
      List<Ranked> ranked = List.copyOf(shown.subList(0, limit));
      return new SortedStretch(
          first, ranked, SortOrder.position(sort, ranked.getLast().candidate()));
    }
    return new SortedStretch(first, shown, next);
  }

  private static List<Ranked> once(
      ShardQuery query, List<Candidate> stretch, Sort sort, Shards shards) throws TimeoutException {
    Set<String> groups = query.once() ? ShownOnce.groupsOf(stretch) : Set.of();
    if (groups.isEmpty()) {
      return stretch.stream().map(candidate -> new Ranked(candidate, 0, null)).toList();
    }
    ShownOnce once = new ShownOnce(shards.search(query.ofGroups(groups)).candidates(), sort);
    return stretch.stream()
        .filter(once::shows)
        .map(candidate -> new Ranked(candidate, 0, null, once.duplicates(candidate)))
        .toList();
  }
}
