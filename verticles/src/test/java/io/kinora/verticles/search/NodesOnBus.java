package io.kinora.verticles.search;

import io.kinora.verticles.roster.Replicas;
import io.kinora.verticles.shard.LocalReplica;
import io.kinora.verticles.shard.ShardMessages;
import io.kinora.verticles.shard.ShardMessages.Ask;
import io.kinora.verticles.shard.ShardMessages.Fetch;
import io.kinora.verticles.shard.ShardMessages.Fetched;
import io.kinora.verticles.shard.ShardMessages.ReplicaName;
import io.kinora.verticles.shard.ShardMessages.Search;
import io.kinora.verticles.shard.ShardMessages.Vectors;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Nodes that answer on an event bus of their own. */
final class NodesOnBus implements AutoCloseable {

  private static final int GENERATION = 1;

  private final Vertx vertx = Vertx.vertx();

  NodesOnBus() {
    ShardMessages.register(vertx.eventBus());
  }

  void fetching(int shard, String node, Function<Fetch, Fetched> answer) {
    vertx
        .eventBus()
        .<Fetch>consumer(
            address(Ask.FETCH, shard, node), asked -> asked.reply(answer.apply(asked.body())));
  }

  private static String address(Ask ask, int shard, String node) {
    return new ReplicaName(GENERATION, shard, node).address(ask);
  }

  /** A replica that is asked over the bus. */
  void serving(int shard, String node, LocalReplica replica) {
    fetching(shard, node, replica::fetch);
    vertx
        .eventBus()
        .<Search>consumer(
            address(Ask.SEARCH, shard, node),
            asked -> {
              try {
                asked.reply(replica.search(asked.body()));
              } catch (ReplyException refused) {
                asked.fail(refused.failureCode(), refused.getMessage());
              }
            });
    vertx
        .eventBus()
        .<Vectors>consumer(
            address(Ask.VECTORS, shard, node), asked -> asked.reply(replica.vectors(asked.body())));
  }

  /**
   * @param serving the nodes that serve every shard
   */
  ReplicaCalls calls(List<String> serving, String self, IntFunction<@Nullable LocalReplica> local) {
    return new ReplicaCalls(vertx, new Serving(serving), self, GENERATION, local);
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private record Serving(List<String> nodes) implements Replicas {

    @Override
    public List<String> replicas(int shard, int affinity) {
      return nodes;
    }

    @Override
    public void suspect(String node) {}
  }
}
