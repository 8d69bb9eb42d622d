package io.kinora.verticles.search;

import io.kinora.cluster.log.ShardRouting;
import io.kinora.verticles.Visibility;
import io.kinora.verticles.roster.Roster;
import io.kinora.verticles.shard.ShardMessages.Ask;
import io.kinora.verticles.shard.ShardMessages.ReplicaName;
import io.kinora.verticles.shard.ShardMessages.Seen;
import io.kinora.verticles.shard.ShardMessages.Visible;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;

/** Asks the replicas of a video's shard what they see: a search sees it once all of them do. */
public final class ShardVisibility implements Visibility {

  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final ShardRouting routing;
  private final Roster roster;
  private final IntSupplier generation;

  /**
   * @param generation the one that is searched now
   */
  public ShardVisibility(Vertx vertx, ShardRouting routing, Roster roster, IntSupplier generation) {
    this.vertx = vertx;
    this.routing = routing;
    this.roster = roster;
    this.generation = generation;
  }

  @Override
  public Future<Long> visibleVersion(String id) {
    return ask(new Visible(id, Long.MAX_VALUE, 0));
  }

  @Override
  public Future<Boolean> awaitVisible(String id, long version, Duration patience) {
    return ask(new Visible(id, version, patience.toMillis())).map(seen -> seen >= version);
  }

  /**
   * The lowest version that a serving replica sees, else any. One that does not answer is not asked
   * by searches either, and where none answers nothing is seen.
   */
  private Future<Long> ask(Visible question) {
    int shard = routing.shardOf(question.id());
    int searched = generation.getAsInt();
    Roster.Generation held = roster.of(searched);
    List<String> serving = held.serving(shard);
    List<String> nodes = serving.isEmpty() ? held.replicas(shard, 0) : serving;
    DeliveryOptions options =
        new DeliveryOptions().setSendTimeout(question.patienceMs() + GRACE.toMillis());
    List<Future<Long>> asked =
        nodes.stream()
            .map(
                node ->
                    vertx
                        .eventBus()
                        .<Seen>request(
                            new ReplicaName(searched, shard, node).address(Ask.VISIBLE),
                            question,
                            options)
                        .map(message -> message.body().version()))
            .toList();
    return Future.join(asked)
        .transform(
            all ->
                Future.succeededFuture(
                    asked.stream()
                        .filter(Future::succeeded)
                        .map(Future::result)
                        .min(Long::compare)
                        .orElse(0L)));
  }
}
