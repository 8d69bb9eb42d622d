package io.kinora.verticles.node;

import io.kinora.catalog.Generation;
import io.kinora.cluster.log.LogIdentity;
import io.kinora.cluster.log.LogReader;
import io.kinora.cluster.log.ShardRouting;
import io.kinora.cluster.log.Topics;
import io.kinora.cluster.members.Members;
import io.kinora.indexing.encode.FrameEncoder;
import io.kinora.indexing.encode.SightModel;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.search.shard.ShardSearchConfig;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Role;
import io.kinora.verticles.roster.Roster;
import io.kinora.verticles.search.Hindsight;
import io.kinora.verticles.search.PictureEncoder;
import io.kinora.verticles.search.QueryVectors;
import io.kinora.verticles.search.ReplicaCalls;
import io.kinora.verticles.search.SearchLimit;
import io.kinora.verticles.search.Searches;
import io.kinora.verticles.search.Suggests;
import io.kinora.verticles.shard.ShardHost;
import io.kinora.verticles.shard.ShardMessages.ReplicaName;
import io.kinora.verticles.shard.ShardVerticle;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Opens generations of the index on this node: models, shards, and what searches them. */
final class GenerationOpener implements Generations.Opener {

  /** What all generations share. */
  record Shared(
      Vertx vertx,
      Members members,
      Roster roster,
      String node,
      ModelShelf models,
      ShardRouting routing,
      NodeMetrics metrics,
      String kafka,
      Refill refill,
      Threads threads,
      SearchLimit limit,
      Hindsight hindsight) {}

  /**
   * @param search where shards answer other nodes
   * @param background for what searches do not wait for
   * @param pictures where pictures of queries are decoded
   */
  record Threads(BoundedPool search, BoundedPool background, BoundedPool pictures) {}

  private final NodeConfig config;
  private final DataFolder folder;
  private final Shared shared;

  GenerationOpener(NodeConfig config, DataFolder folder, Shared shared) {
    this.config = config;
    this.folder = folder;
    this.shared = shared;
  }

  @Override
  public LiveGeneration open(Generation generation) throws IOException {
    Started started = new Started();
    try {
      Models models = shared.models().take(generation.spec());
      started.keep(generation.spec(), shared.models()::giveBack);
      ShardHost host = config.has(Role.SEARCH) ? host(generation, models, started) : null;
      return new LiveGeneration(generation, models, host, started);
    } catch (IOException | RuntimeException failure) {
      started.close();
      throw failure;
    }
  }

  private ShardHost host(Generation generation, Models models, Started started) {
    NodeConfig.Cluster cluster = config.cluster();
    ShardHost.Plan plan =
        new ShardHost.Plan(
            shared.node(),
            generation.number(),
            cluster.shards(),
            cluster.replicas(),
            cluster.rebuildAfter());
    String log = LogIdentity.of(shared.kafka(), Topics.VIDEOS);
    ShardHost host =
        new ShardHost(
            plan,
            shared.members(),
            shared.roster(),
            shard -> replica(generation, shard, models, log),
            shared.metrics()::forget);
    String id = Node.await(shared.vertx().deployVerticle(host));
    started.keep(id, deployed -> Node.await(shared.vertx().undeploy(deployed)));
    return host;
  }

  private ShardVerticle replica(Generation generation, int shard, Models models, String log) {
    Path index = folder.shard(generation.number(), shard);
    ShardVerticle.Source source =
        new ShardVerticle.Source(
            new ReplicaName(generation.number(), shard, shared.node()),
            index,
            log,
            from -> log(shard, from));
    ShardVerticle replica =
        new ShardVerticle(
            source,
            models.spaces(),
            ShardConfig.DEFAULT.withFallbackLanguage(generation.spec().language()),
            ShardSearchConfig.DEFAULT.withFloors(models.floors(config.retrieval().floors())),
            shared.threads().search(),
            shared.threads().background(),
            Duration.ofMillis(config.search().refreshMs()));
    shared.metrics().of(replica);
    return replica;
  }

  private LogReader log(int shard, long from) {
    shared.refill().requireOver();
    return LogReader.open(shared.kafka(), Topics.VIDEOS, shard, from);
  }

  @Override
  public boolean canSearch(LiveGeneration opened) {
    if (!config.has(Role.API)) {
      return false;
    }
    Roster.Generation held = shared.roster().of(opened.number());
    for (int shard = 0; shard < shared.routing().shards(); shard++) {
      if (held.serving(shard).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void prepareSearch(LiveGeneration opened) {
    if (!config.has(Role.API)) {
      return;
    }
    Models models = opened.models();
    Started started = opened.parts();
    QueryVectors vectors =
        started.keep(
            new QueryVectors(models.text(), models.sight(), config.search().encodingCache()),
            QueryVectors::close);
    ReplicaCalls replicas =
        new ReplicaCalls(
            shared.vertx(),
            shared.roster().of(opened.number()),
            shared.node(),
            opened.number(),
            opened::replica);
    Searches searches =
        Node.await(
            Searches.deploy(
                shared.vertx(),
                vectors,
                new PictureEncoder(frames(models), shared.threads().pictures()),
                models.spaces(),
                shared.routing(),
                replicas,
                opened::replica,
                shared.threads().background(),
                shared.limit(),
                config.search(),
                config.fusion(),
                config.retrieval(),
                config.ranking(),
                shared.hindsight()));
    started.keep(searches, s -> Node.await(s.close()));
    Suggests suggests =
        Node.await(
            Suggests.deploy(
                shared.vertx(),
                shared.routing(),
                replicas,
                shared.hindsight().queries(),
                config.search().threads(),
                shared.limit()));
    started.keep(suggests, s -> Node.await(s.close()));
    opened.searchWith(new LiveGeneration.Searching(searches, suggests));
  }

  @Override
  public void warmUp(LiveGeneration opened) {
    LiveGeneration.Searching searching = opened.searching();
    if (searching != null) {
      Node.await(searching.searches().warmUp());
      Node.await(searching.suggests().warmUp());
    }
  }

  private static @Nullable FrameEncoder frames(Models models) {
    SightModel sight = models.sight();
    return sight == null ? null : sight.frames();
  }

  @Override
  public void close(LiveGeneration opened) {
    opened.parts().close();
  }

  @Override
  public void deleteAllBut(Collection<Integer> numbers) throws IOException {
    folder.deleteGenerationsBut(numbers);
  }
}
