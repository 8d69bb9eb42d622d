package io.kinora.verticles.search;

import io.kinora.verticles.roster.Replicas;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Asks one replica of a shard, and another one if the first fails or keeps one waiting (hedged
 * requests; Dean and Barroso, "The Tail at Scale", CACM 2013). Only a tenth of all calls may be
 * repeated for being slow, so an overloaded cluster is not asked twice as much.
 */
final class ReplicaCalls {

  private static final long LONGEST_WAIT_MS = 50;
  private static final int CALLS_PER_HEDGE = 10;
  private static final int MOST_SAVED = 64 * CALLS_PER_HEDGE;

  private final Vertx vertx;
  private final Replicas replicas;
  private final AtomicInteger saved = new AtomicInteger(MOST_SAVED);

  ReplicaCalls(Vertx vertx, Replicas replicas) {
    this.vertx = vertx;
    this.replicas = replicas;
  }

  /**
   * @param node that gave it
   */
  record Answered<T>(String node, T body) {}

  /** The replicas to ask, the best first; equal questions have equal affinity. */
  List<String> nodes(int shard, int affinity) {
    return replicas.replicas(shard, affinity);
  }

  /**
   * @param nodes to ask, the first first
   * @param address of a node's replica, by shard and node
   * @return the first answer; fails with the last replica's {@link ReplyException} if there is none
   */
  <T> Future<Answered<T>> ask(
      List<String> nodes,
      int shard,
      BiFunction<Integer, String, String> address,
      Object question,
      long budgetMs) {
    if (nodes.isEmpty()) {
      return Future.failedFuture(
          new ReplyException(ReplyFailure.NO_HANDLERS, "no node has shard " + shard));
    }
    Call<T> call = new Call<>(nodes, shard, address, question, budgetMs);
    call.next();
    return call.answer.future();
  }

  /** Ten calls earn the right to repeat one. */
  private void earn() {
    saved.updateAndGet(now -> Math.min(MOST_SAVED, now + 1));
  }

  private boolean spend() {
    return saved.getAndUpdate(now -> now >= CALLS_PER_HEDGE ? now - CALLS_PER_HEDGE : now)
        >= CALLS_PER_HEDGE;
  }

  /** One question to the replicas of one shard. Used from one context. */
  private final class Call<T> {

    private final List<String> nodes;
    private final int shard;
    private final BiFunction<Integer, String, String> address;
    private final Object question;
    private final long until;
    private final Promise<Answered<T>> answer = Promise.promise();
    private int asked;
    private int open;

    Call(
        List<String> nodes,
        int shard,
        BiFunction<Integer, String, String> address,
        Object question,
        long budgetMs) {
      this.nodes = nodes;
      this.shard = shard;
      this.address = address;
      this.question = question;
      this.until = System.nanoTime() + budgetMs * 1_000_000;
    }

    void next() {
      long left = Math.max(1, (until - System.nanoTime()) / 1_000_000);
      String node = nodes.get(asked++);
      open++;
      Future<T> reply =
          vertx
              .eventBus()
              .<T>request(
                  address.apply(shard, node), question, new DeliveryOptions().setSendTimeout(left))
              .map(message -> message.body());
      reply.onComplete(body -> answered(node, body), failure -> failed(node, failure));
      if (asked < nodes.size() && !answer.future().isComplete()) {
        earn();
        vertx.setTimer(Math.max(1, Math.min(LONGEST_WAIT_MS, left / 3)), slow -> hedge());
      }
    }

    private void answered(String node, T body) {
      open--;
      answer.tryComplete(new Answered<>(node, body));
    }

    private void failed(String node, Throwable failure) {
      open--;
      if (gone(failure)) {
        replicas.suspect(node);
      }
      if (answer.future().isComplete()) {
        return;
      }
      if (asked < nodes.size()) {
        next();
      } else if (open == 0) {
        answer.tryFail(failure);
      }
    }

    private void hedge() {
      boolean needed = !answer.future().isComplete() && asked < nodes.size();
      if (needed && spend()) {
        next();
      }
    }

    private static boolean gone(Throwable failure) {
      return failure instanceof ReplyException reply
          && (reply.failureType() == ReplyFailure.TIMEOUT
              || reply.failureType() == ReplyFailure.NO_HANDLERS);
    }
  }
}
