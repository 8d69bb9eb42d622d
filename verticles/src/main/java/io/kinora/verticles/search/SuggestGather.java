package io.kinora.verticles.search;

import io.kinora.cluster.log.ShardRouting;
import io.kinora.search.Deadline;
import io.kinora.search.suggest.SuggestQuery;
import io.kinora.search.suggest.SuggestResponse;
import io.kinora.search.suggest.Suggestion;
import io.kinora.verticles.shard.ShardMessages.Suggest;
import io.kinora.verticles.shard.ShardMessages.Suggested;
import java.util.ArrayList;
import java.util.List;
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
    Told<Suggested> told = replicas.askEvery(routing, query.text().hashCode(), question, budget);
    told.requireAny();
    List<Suggestion> offered = new ArrayList<>(pastQueries.completing(query));
    List<String> missing = new ArrayList<>();
    told.silent().forEach((shard, why) -> missing.add("shard " + shard + ": " + why));
    told.answers()
        .forEach(
            (shard, answer) -> {
              offered.addAll(answer.body().found().suggestions());
              if (answer.body().stale()) {
                missing.add("shard " + shard + ": it is still catching up with what is new");
              }
              if (answer.body().found().cutShort()) {
                missing.add("shard " + shard + ": suggestions ran out of time");
              }
            });
    return new SuggestResponse(
        Suggestion.best(offered, query.limit()), (System.nanoTime() - begin) / 1e6, missing);
  }
}
