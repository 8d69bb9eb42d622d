package io.kinora.verticles.search;

import io.kinora.cluster.log.ShardRouting;
import io.kinora.verticles.Visibility;
import io.kinora.verticles.shard.ShardMessages;
import io.kinora.verticles.shard.ShardMessages.Seen;
import io.kinora.verticles.shard.ShardMessages.Visible;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;

/** Asks the shard of a video what it sees. */
public final class ShardVisibility implements Visibility {

  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final ShardRouting routing;

  public ShardVisibility(Vertx vertx, ShardRouting routing) {
    this.vertx = vertx;
    this.routing = routing;
  }

  @Override
  public Future<Long> visibleVersion(String id) {
    return ask(new Visible(id, Long.MAX_VALUE, 0)).map(Seen::version);
  }

  @Override
  public Future<Boolean> awaitVisible(String id, long version, Duration patience) {
    return ask(new Visible(id, version, patience.toMillis()))
        .map(seen -> seen.version() >= version);
  }

  private Future<Seen> ask(Visible question) {
    DeliveryOptions options =
        new DeliveryOptions().setSendTimeout(question.patienceMs() + GRACE.toMillis());
    return vertx
        .eventBus()
        .<Seen>request(ShardMessages.visible(routing.shardOf(question.id())), question, options)
        .map(m -> m.body());
  }
}
