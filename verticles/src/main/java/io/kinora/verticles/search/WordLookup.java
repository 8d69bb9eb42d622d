package io.kinora.verticles.search;

import io.kinora.cluster.log.ShardRouting;
import io.kinora.verticles.shard.ShardMessages.Known;
import io.kinora.verticles.shard.ShardMessages.KnownWords;
import java.util.List;

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
    Told<KnownWords> told = replicas.askEvery(routing, affinity, Question.of(question), budget);
    // Where one is silent nothing is corrected, which needs no account.
    return told.silent().isEmpty()
        && told.answers().values().stream()
            .noneMatch(answer -> answer.body().known().contains(true));
  }
}
