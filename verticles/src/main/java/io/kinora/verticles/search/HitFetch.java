package io.kinora.verticles.search;

import io.kinora.cluster.log.ShardRouting;
import io.kinora.search.Deadline;
import io.kinora.search.shard.FetchQuery;
import io.kinora.search.shard.FetchedVideo;
import io.kinora.verticles.search.ReplicaCalls.Answered;
import io.kinora.verticles.shard.ShardMessages.Fetch;
import io.kinora.verticles.shard.ShardMessages.Fetched;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a page of hits shows, from the replicas that found them. Called on a virtual thread.
 */
final class HitFetch {

  private static final long SHORTEST_MS = 50;

  private final ReplicaCalls replicas;
  private final ShardRouting routing;

  HitFetch(ReplicaCalls replicas, ShardRouting routing) {
    this.replicas = replicas;
    this.routing = routing;
  }

  /**
   * What videos show, by id. Those deleted since they were found are not in it; those that cannot
   * be had are not in it either, and the account says so.
   *
   * @param query with all ids
   * @param foundBy node by shard: the replicas that found them are asked first, others may not have
   *     them yet
   */
  Map<String, FetchedVideo> fetch(FetchQuery query, Map<Integer, String> foundBy, Account account) {
    Map<Integer, List<String>> byShard = routing.byShard(query.ids());
    Map<Integer, List<String>> nodes = new HashMap<>();
    for (int shard : byShard.keySet()) {
      nodes.put(shard, founderFirst(foundBy.get(shard), replicas.nodes(shard, 0)));
    }
    long budget = budget(account);
    Map<Integer, Future<Answered<Fetched>>> asked =
        replicas.askAll(
            nodes,
            shard -> question(byShard.getOrDefault(shard, List.of()), query, account),
            budget);
    Map<String, FetchedVideo> shown = new HashMap<>();
    asked.forEach(
        (shard, answer) -> {
          List<String> its = byShard.getOrDefault(shard, List.of());
          take(new Part(shard, its, foundBy.get(shard), answer), query, account, shown);
        });
    return shown;
  }

  /** Hits of one shard. */
  private record Part(
      int shard, List<String> ids, @Nullable String founder, Future<Answered<Fetched>> answer) {}

  private void take(Part part, FetchQuery query, Account account, Map<String, FetchedVideo> shown) {
    String answered = show(part.answer(), shown);
    List<String> lacking = lacking(part, shown);
    boolean deletedSince = answered != null && answered.equals(part.founder());
    if (lacking.isEmpty() || deletedSince) {
      return;
    }
    List<String> others = new ArrayList<>(replicas.nodes(part.shard(), 0));
    others.remove(answered);
    show(
        replicas.ask(others, part.shard(), question(lacking, query, account), budget(account)),
        shown);
    int lost = lacking(part, shown).size();
    if (lost > 0) {
      account.missing(
          "shard %d: %d found could not be shown, its replica left meanwhile"
              .formatted(part.shard(), lost));
    }
  }

  /**
   * @return the node that answered, or null if none did
   */
  private static @Nullable String show(
      Future<Answered<Fetched>> answer, Map<String, FetchedVideo> shown) {
    try {
      Answered<Fetched> told = answer.await();
      told.body().videos().forEach(fetched -> shown.put(fetched.video().id(), fetched));
      return told.node();
    } catch (RuntimeException none) {
      return null; // the account says what is lacking
    }
  }

  private static List<String> lacking(Part part, Map<String, FetchedVideo> shown) {
    return part.ids().stream().filter(id -> !shown.containsKey(id)).toList();
  }

  /** The one that found them, also if it is leaving: it answers until it has gone. */
  private static List<String> founderFirst(@Nullable String founder, List<String> nodes) {
    if (founder == null) {
      return nodes;
    }
    List<String> ordered = new ArrayList<>(nodes);
    ordered.remove(founder);
    ordered.addFirst(founder);
    return ordered;
  }

  private static long budget(Account account) {
    return Math.max(SHORTEST_MS, account.deadline().remainingMillis());
  }

  private static Question<Fetched> question(List<String> ids, FetchQuery query, Account account) {
    Deadline deadline = account.deadline().within(budget(account));
    return Question.of(
        new Fetch(
            new FetchQuery(List.copyOf(ids), query.words(), query.wording(), query.sight()),
            deadline));
  }
}
