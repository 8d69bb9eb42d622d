package io.kinora.verticles.search;

import io.kinora.cluster.log.ShardRouting;
import io.kinora.ranking.rerank.MmrReranker;
import io.kinora.search.shard.VideoVectors;
import io.kinora.verticles.search.ReplicaCalls.Answered;
import io.kinora.verticles.shard.ShardMessages.Vectors;
import io.kinora.verticles.shard.ShardMessages.VectorsRead;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings the vectors of candidates, to tell how alike they are. Called on a virtual thread. */
final class VectorFetch {

  /** The rest of the budget is for what hits show. */
  private static final double SHARE = 0.5;

  private final ReplicaCalls replicas;
  private final ShardRouting routing;

  VectorFetch(ReplicaCalls replicas, ShardRouting routing) {
    this.replicas = replicas;
    this.routing = routing;
  }

  /**
   * How alike these videos are. Those whose vectors cannot be had in time are like none, and the
   * account says so.
   *
   * @param answeredBy node by shard: the replicas that found them
   */
  MmrReranker.Similarity similarity(
      List<String> ids, Map<Integer, String> answeredBy, Account account) {
    Map<Integer, List<String>> byShard = routing.byShard(ids);
    Map<Integer, List<String>> nodes = new HashMap<>();
    for (int shard : byShard.keySet()) {
      String founder = answeredBy.get(shard);
      nodes.put(shard, founder == null ? replicas.nodes(shard, 0) : List.of(founder));
    }
    long budget = Math.max(1, (long) (account.deadline().remainingMillis() * SHARE));
    Map<Integer, Future<Answered<VectorsRead>>> asked =
        replicas.askAll(
            nodes,
            shard ->
                Question.of(
                    new Vectors(
                        List.copyOf(byShard.getOrDefault(shard, List.of())),
                        account.deadline().within(budget))),
            budget);
    Map<String, VideoVectors> vectors = HashMap.newHashMap(ids.size());
    asked.forEach(
        (shard, answer) -> {
          try {
            answer.await().body().videos().forEach(video -> vectors.put(video.id(), video));
          } catch (RuntimeException none) {
            account.missing("shard " + shard + ": its vectors, so hits may be more alike");
          }
        });
    return (a, b) -> similarity(vectors.get(a), vectors.get(b));
  }

  private static double similarity(@Nullable VideoVectors a, @Nullable VideoVectors b) {
    return a == null || b == null ? 0 : a.similarity(b);
  }
}
