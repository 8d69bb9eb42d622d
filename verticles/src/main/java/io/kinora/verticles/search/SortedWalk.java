package io.kinora.verticles.search;

import io.kinora.ranking.Ranked;
import io.kinora.search.Candidate;
import io.kinora.search.Explanation;
import io.kinora.search.ShardQuery;
import io.kinora.search.ShardQuery.KeyLimit;
import io.kinora.search.ShardQuery.KeyedOnly;
import io.kinora.search.ShardQuery.SortPosition;
import io.kinora.search.Sort;
import io.kinora.verticles.search.ShardGather.Gathered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks along a list that is sorted by a field. Where only the first few of those that share a key
 * are hits, a shard knows that of its own videos; whether another shard has earlier ones is asked
 * for the keys that were met. So a video is a hit or is not, whatever page it comes to lie on.
 */
final class SortedWalk {

  /** A page that is not full after so many looks is given as it is, with a cursor to go on. */
  private static final int MOST_LOOKS = 5;

  /** Of those that are hidden behind the only one shown of a key, so many are named. */
  private static final int HIDDEN_NAMED = 5;

  private static final int MOST_ASKED = 1000;

  /** Asks all shards, within the budget of the account. */
  interface Shards {
    Gathered search(ShardQuery query) throws TimeoutException;
  }

  private final Sort sort;
  private final Shards shards;
  private final ShardQuery query;
  private final Account account;
  private @Nullable Gathered found;
  private @Nullable Candidate last;
  private boolean ended;

  /**
   * @param query for a page, from where the one before ended
   */
  SortedWalk(Sort sort, Shards shards, ShardQuery query, Account account) {
    this.sort = sort;
    this.account = account;
    this.shards = shards;
    this.query = query;
  }

  /** What the first look found; there is one after {@link #take}. */
  Gathered found() {
    if (found == null) {
      throw new IllegalStateException("nothing was taken yet");
    }
    return found;
  }

  /** The last video looked at, or null if there was none. */
  @Nullable Candidate last() {
    return last;
  }

  /** Whether the list has no more. */
  boolean ended() {
    return ended;
  }

  /**
   * The next hits, {@code size} or fewer.
   *
   * @param shown what was shown before is passed over
   */
  List<Ranked> take(int size, Predicate<String> shown) throws TimeoutException {
    List<Ranked> taken = new ArrayList<>();
    Gathered part = shards.search(query);
    found = part;
    for (int look = 1; part != null; look++) {
      List<Candidate> ordered = new ArrayList<>(part.candidates());
      ordered.sort(SortOrder.of(sort));
      int most = query.listing().size();
      ended = ordered.size() < most && !part.cutShort();
      List<Candidate> next = ordered.subList(0, Math.min(ordered.size(), most));
      for (Ranked hit : hits(next)) {
        if (!shown.test(hit.id()) && taken.size() < size) {
          taken.add(hit);
        }
      }
      if (!next.isEmpty()) {
        last = next.getLast();
      }
      boolean on = look < MOST_LOOKS && !ended && taken.size() < size && !part.cutShort();
      part = on ? further() : null;
    }
    return taken;
  }

  /** What comes next, or null if there was no time for it: the next page goes on from here. */
  private @Nullable Gathered further() {
    SortPosition after =
        last == null
            ? query.listing().after()
            : new SortPosition(SortOrder.value(sort, last), last.id());
    return FurtherLook.take(
        "the rest of the page", account, () -> shards.search(query.from(after)));
  }

  /** Those of them that are hits, with what they hide. */
  private List<Ranked> hits(List<Candidate> candidates) {
    Set<String> out = new HashSet<>();
    Map<String, List<String>> hidden = new HashMap<>();
    for (KeyLimit limit : query.listing().limits()) {
      Set<String> keys = new HashSet<>();
      for (Candidate each : candidates) {
        String key = limit.key().of(each);
        if (key != null) {
          keys.add(key);
        }
      }
      judge(limit, List.copyOf(keys), candidates, out, hidden);
    }
    List<Ranked> hits = new ArrayList<>(candidates.size());
    for (Candidate each : candidates) {
      if (!out.contains(each.id())) {
        hits.add(new Ranked(each, 0, explained(each), hidden.getOrDefault(each.id(), List.of())));
      }
    }
    return hits;
  }

  private @Nullable Explanation explained(Candidate candidate) {
    return query.explain()
        ? Explanation.of(SortOrder.value(sort, candidate), "sorted by " + SortOrder.field(sort))
        : null;
  }

  private void judge(
      KeyLimit limit,
      List<String> keys,
      List<Candidate> candidates,
      Set<String> out,
      Map<String, List<String>> hidden) {
    int asked = limit.most() == 1 ? 1 + HIDDEN_NAMED : limit.most();
    int atOnce = Math.max(1, MOST_ASKED / asked);
    for (int from = 0; from < keys.size(); from += atOnce) {
      List<String> some = keys.subList(from, Math.min(keys.size(), from + atOnce));
      Map<String, List<String>> byKey = inOrder(limit, some, asked);
      for (Candidate each : candidates) {
        String key = limit.key().of(each);
        List<String> its = key == null ? null : byKey.get(key);
        if (its == null) {
          continue;
        }
        int place = its.indexOf(each.id());
        if (place < 0 || place >= limit.most()) {
          out.add(each.id());
        } else if (limit.most() == 1 && its.size() > 1) {
          hidden.put(each.id(), List.copyOf(its.subList(1, its.size())));
        }
      }
    }
  }

  /** The first of each of these keys, over all shards; of none if there was no time to ask. */
  private Map<String, List<String>> inOrder(KeyLimit limit, List<String> keys, int most) {
    ShardQuery those =
        query.only(
            new KeyedOnly(limit.key(), List.copyOf(keys)),
            new KeyLimit(limit.key(), most),
            Math.min(MOST_ASKED, keys.size() * most));
    Gathered part =
        FurtherLook.take("what other shards show first", account, () -> shards.search(those));
    if (part == null || part.cutShort()) {
      return Map.of();
    }
    List<Candidate> ordered = new ArrayList<>(part.candidates());
    ordered.sort(SortOrder.of(sort));
    Map<String, List<String>> byKey = new HashMap<>();
    for (Candidate each : ordered) {
      String key = limit.key().of(each);
      if (key != null) {
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(each.id());
      }
    }
    byKey.replaceAll((key, ids) -> ids.subList(0, Math.min(most, ids.size())));
    return byKey;
  }
}
