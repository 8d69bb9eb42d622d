package io.kinora.verticles.search;

import io.kinora.cluster.log.ShardRouting;
import io.kinora.verticles.search.ReplicaCalls.Answered;
import io.kinora.verticles.shard.ShardMessages.Known;
import io.kinora.verticles.shard.ShardMessages.KnownWords;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the shards whether they have a word. A lexicon is some seconds old and leaves rare words
 * out; they know. Called on a virtual thread.
 */
final class WordLookup {

  /** What looking may take of the budget. */
  private static final double SHARE = 0.2;

  private final ReplicaCalls replicas;
  private final ShardRouting routing;

  WordLookup(ReplicaCalls replicas, ShardRouting routing) {
    this.replicas = replicas;
    this.routing = routing;
  }

  /** Whether no video has any of these words. False also if a shard does not say in time. */
  boolean areNew(List<String> words, int affinity, Account account) {
    long budget = Math.max(1, (long) (account.deadline().remainingMillis() * SHARE));
    Known question = new Known(words, account.deadline().within(budget));
    Map<Integer, List<String>> nodes = new HashMap<>();
    for (int shard = 0; shard < routing.shards(); shard++) {
      nodes.put(shard, replicas.nodes(shard, affinity));
    }
    Collection<Future<Answered<KnownWords>>> asked =
        replicas.askAll(nodes, shard -> Question.of(question), budget).values();
    boolean none = true;
    for (Future<Answered<KnownWords>> answer : asked) {
      none &= saysNone(answer);
    }
    return none;
  }

  private static boolean saysNone(Future<Answered<KnownWords>> answer) {
    try {
      return !answer.await().body().known().contains(true);
    } catch (RuntimeException silent) { // then nothing is corrected, which needs no account
      return false;
    }
  }
}
