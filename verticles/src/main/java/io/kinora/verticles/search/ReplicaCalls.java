package io.kinora.verticles.search;

import io.kinora.cluster.log.ShardRouting;
import io.kinora.verticles.roster.Replicas;
import io.kinora.verticles.shard.LocalReplica;
import io.kinora.verticles.shard.ShardMessages.ReplicaName;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks one replica of a shard, and another one if the first fails or keeps one waiting (hedged
 * requests; Dean and Barroso, "The Tail at Scale", CACM 2013). Only a tenth of all calls may be
 * repeated for being slow, so an overloaded cluster is not asked twice as much.
 */
public final class ReplicaCalls {

  private static final long LONGEST_WAIT_MS = 50;
  private static final int CALLS_PER_HEDGE = 10;
  private static final int MOST_SAVED = 64 * CALLS_PER_HEDGE;

  private final Vertx vertx;
  private final Replicas replicas;
  private final String self;
  private final int generation;
  private final IntFunction<@Nullable LocalReplica> local;
  private final AtomicInteger saved = new AtomicInteger(MOST_SAVED);

  /**
   * @param replicas of that generation
   * @param self this node
   * @param generation of the index, all of whose answers come from it
   * @param local this node's replica of a shard, or null
   */
  public ReplicaCalls(
      Vertx vertx,
      Replicas replicas,
      String self,
      int generation,
      IntFunction<@Nullable LocalReplica> local) {
    this.vertx = vertx;
    this.replicas = replicas;
    this.self = self;
    this.generation = generation;
    this.local = local;
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
   * Asks one replica of every shard the same.
   *
   * @param affinity equal for equal questions: they go to the same replicas
   */
  <T> Told<T> askEvery(ShardRouting routing, int affinity, Question<T> question, long budgetMs) {
    Map<Integer, List<String>> nodes = new HashMap<>();
    for (int shard = 0; shard < routing.shards(); shard++) {
      nodes.put(shard, nodes(shard, affinity));
    }
    return Told.await(askAll(nodes, shard -> question, budgetMs), budgetMs);
  }

  /**
   * Asks one replica of each of these shards. If one of them is best asked on this node, that is
   * done on the calling thread once all others are under way: it spares four changes of thread.
   *
   * @param nodes to ask by shard, the first first
   * @param question by shard
   * @return by shard: the first answer, or the last replica's {@link ReplyException}
   */
  <T> SortedMap<Integer, Future<Answered<T>>> askAll(
      Map<Integer, List<String>> nodes, IntFunction<Question<T>> question, long budgetMs) {
    SortedMap<Integer, Future<Answered<T>>> asked = new TreeMap<>();
    Map.Entry<Integer, List<String>> inPlace = null;
    LocalReplica here = null;
    for (Map.Entry<Integer, List<String>> one : nodes.entrySet()) {
      int shard = one.getKey();
      LocalReplica replica = here == null ? here(shard, one.getValue()) : null;
      if (replica != null) {
        inPlace = one;
        here = replica;
      } else {
        asked.put(shard, ask(one.getValue(), shard, question.apply(shard), budgetMs));
      }
    }
    if (here != null && inPlace != null) {
      int shard = inPlace.getKey();
      asked.put(shard, askHere(here, inPlace.getValue(), shard, question.apply(shard), budgetMs));
    }
    return asked;
  }

  private @Nullable LocalReplica here(int shard, List<String> nodes) {
    return !nodes.isEmpty() && nodes.getFirst().equals(self) ? local.apply(shard) : null;
  }

  private <T> Future<Answered<T>> askHere(
      LocalReplica replica, List<String> nodes, int shard, Question<T> question, long budgetMs) {
    try {
      return Future.succeededFuture(new Answered<>(self, question.here().apply(replica)));
    } catch (ReplyException refused) {
      List<String> others = nodes.subList(1, nodes.size());
      return others.isEmpty()
          ? Future.failedFuture(refused)
          : ask(others, shard, question, budgetMs);
    }
  }

  /**
   * @param nodes to ask, the first first
   * @return the first answer; fails with the last replica's {@link ReplyException} if there is none
   */
  <T> Future<Answered<T>> ask(List<String> nodes, int shard, Question<T> question, long budgetMs) {
    if (nodes.isEmpty()) {
      return Future.failedFuture(
          new ReplyException(ReplyFailure.NO_HANDLERS, "no node has shard " + shard));
    }
    Call<T> call = new Call<>(nodes, shard, question, budgetMs);
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
    private final Question<T> question;
    private final long until;
    private final Promise<Answered<T>> answer = Promise.promise();
    private int asked;
    private int open;

    Call(List<String> nodes, int shard, Question<T> question, long budgetMs) {
      this.nodes = nodes;
      this.shard = shard;
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
                  new ReplicaName(generation, shard, node).address(question.ask()),
                  question.body(),
                  new DeliveryOptions().setSendTimeout(left))
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
