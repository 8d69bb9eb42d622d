package io.kinora.verticles.search;

import io.kinora.cluster.log.ShardRouting;
import io.kinora.search.Deadline;
import io.kinora.search.suggest.SuggestQuery;
import io.kinora.search.suggest.SuggestResponse;
import io.kinora.search.suggest.Suggestion;
import io.kinora.verticles.search.ReplicaCalls.Answered;
import io.kinora.verticles.shard.ShardMessages.Suggest;
import io.kinora.verticles.shard.ShardMessages.Suggested;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeoutException;

/**
 * Asks one replica of each shard for completions, and past queries, and keeps the best. Called on a
 * virtual thread.
 */
final class SuggestGather {

  private final ReplicaCalls replicas;
  private final ShardRouting routing;
  private final PastQueries pastQueries;

  SuggestGather(ReplicaCalls replicas, ShardRouting routing, PastQueries pastQueries) {
    this.replicas = replicas;
    this.routing = routing;
    this.pastQueries = pastQueries;
  }

  /**
   * @throws io.kinora.verticles.OverloadedException if no shard had room
   * @throws TimeoutException if no shard answered in time
   */
  SuggestResponse suggest(SuggestQuery query, Deadline deadline) throws TimeoutException {
    long begin = System.nanoTime();
    long budget = Math.max(1, deadline.remainingMillis());
    Question<Suggested> question = Question.of(new Suggest(query, deadline));
    Map<Integer, List<String>> nodes = new HashMap<>();
    for (int shard = 0; shard < routing.shards(); shard++) {
      nodes.put(shard, replicas.nodes(shard, query.text().hashCode()));
    }
    SortedMap<Integer, Future<Answered<Suggested>>> asked =
        replicas.askAll(nodes, shard -> question, budget);
    List<Suggestion> offered = new ArrayList<>(pastQueries.completing(query));
    List<String> missing = new ArrayList<>();
    int answered = 0;
    Throwable last = null;
    for (Map.Entry<Integer, Future<Answered<Suggested>>> one : asked.entrySet()) {
      int shard = one.getKey();
      try {
        Suggested told = one.getValue().await().body();
        answered++;
        offered.addAll(told.found().suggestions());
        if (told.stale()) {
          missing.add("shard " + shard + ": it is still catching up with what is new");
        }
        if (told.found().cutShort()) {
          missing.add("shard " + shard + ": suggestions ran out of time");
        }
      } catch (RuntimeException failure) {
        last = failure;
        missing.add("shard " + shard + ": " + ShardGather.reason(failure, budget));
      }
    }
    if (answered == 0 && last != null) {
      ShardGather.throwFor(last);
    }
    return new SuggestResponse(
        Suggestion.best(offered, query.limit()), (System.nanoTime() - begin) / 1e6, missing);
  }
}
