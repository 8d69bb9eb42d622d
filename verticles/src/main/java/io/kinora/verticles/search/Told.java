package io.kinora.verticles.search;

import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.search.ReplicaCalls.Answered;
import io.kinora.verticles.shard.ShardVerticle;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the shards that were asked have told.
 *
 * @param answers by shard
 * @param silent by shard that gave none: why, for people
 * @param last the failure of the last of those
 */
record Told<T>(
    SortedMap<Integer, Answered<T>> answers,
    SortedMap<Integer, String> silent,
    @Nullable Throwable last) {

  /** Waits for all of them, on a virtual thread. */
  static <T> Told<T> await(SortedMap<Integer, Future<Answered<T>>> asked, long budgetMs) {
    SortedMap<Integer, Answered<T>> answers = new TreeMap<>();
    SortedMap<Integer, String> silent = new TreeMap<>();
    Throwable last = null;
    for (Map.Entry<Integer, Future<Answered<T>>> one : asked.entrySet()) {
      try {
        answers.put(one.getKey(), one.getValue().await());
      } catch (RuntimeException failure) {
        last = failure;
        silent.put(one.getKey(), reason(failure, budgetMs));
      }
    }
    return new Told<>(answers, silent, last);
  }

  /**
   * @throws OverloadedException if no shard had room, or there is none
   * @throws TimeoutException if none answered in time
   */
  void requireAny() throws TimeoutException {
    if (answers.isEmpty() && last != null) {
      throw refusal(last);
    }
  }

  /** What people are told who get nothing at all. */
  static RuntimeException refusal(Throwable failure) throws TimeoutException {
    if (failure instanceof ReplyException reply) {
      if (reply.failureCode() == ShardVerticle.OVERLOADED) {
        return new OverloadedException("every shard is busy", 1);
      }
      if (reply.failureType() == ReplyFailure.NO_HANDLERS) {
        return new OverloadedException("no shard is there yet", 1);
      }
      if (reply.failureType() == ReplyFailure.TIMEOUT
          || reply.failureCode() == ShardVerticle.TOO_LATE) {
        throw new TimeoutException("no shard answered in time");
      }
    }
    return new IllegalStateException("no shard could answer", failure);
  }

  private static String reason(Throwable failure, long budgetMs) {
    if (failure instanceof ReplyException reply) {
      return switch (reply.failureType()) {
        case TIMEOUT -> "no answer within " + budgetMs + " ms";
        case NO_HANDLERS -> "no node has it just now";
        default -> String.valueOf(reply.getMessage());
      };
    }
    return "failed";
  }
}
