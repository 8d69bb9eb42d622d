package io.kinora.verticles.node;

import io.kinora.catalog.postgres.DuplicateRepository;
import io.kinora.catalog.postgres.LeaseRepository;
import io.kinora.catalog.postgres.UnclaimedUploads;
import io.kinora.cluster.log.FencedLog;
import io.kinora.cluster.log.ShardRouting;
import io.kinora.indexing.encode.FrameEncoder;
import io.kinora.indexing.encode.SightModel;
import io.kinora.indexing.media.MediaDecoder;
import io.kinora.indexing.media.MediaLimits;
import io.kinora.indexing.objects.ObjectStore;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.Worker;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.config.Role;
import io.kinora.verticles.media.AbandonedFiles;
import io.kinora.verticles.media.DecodeVerticle;
import io.kinora.verticles.media.DuplicateVerticle;
import io.kinora.verticles.media.EmbedVerticle;
import io.kinora.verticles.media.EncodersAtHand;
import io.kinora.verticles.media.UploadSweepVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The work that a node does beside answering: what its roles say. */
final class BackgroundWork {

  private static final String RELAY = "kinora-relay";
  private static final DeploymentOptions VIRTUAL =
      new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);

  private final NodeConfig config;
  private final Vertx vertx;
  private final String nodeId;
  private final Catalogue catalogue;
  private final ObjectStore objects;
  private final AbandonedFiles abandoned;
  private final Generations generations;
  private final Started started;
  private final List<Worker> workers = new ArrayList<>();

  BackgroundWork(
      NodeConfig config,
      Vertx vertx,
      String nodeId,
      Catalogue catalogue,
      ObjectStore objects,
      AbandonedFiles abandoned,
      Generations generations,
      Started started) {
    this.config = config;
    this.vertx = vertx;
    this.nodeId = nodeId;
    this.catalogue = catalogue;
    this.objects = objects;
    this.abandoned = abandoned;
    this.generations = generations;
    this.started = started;
  }

  /** What was deployed, for people. */
  List<Worker> workers() {
    return workers;
  }

  /**
   * @param viewers reads what viewers do into PostgreSQL
   */
  void deploy(String kafka, ShardRouting routing, Wholeness wholeness, Worker viewers) {
    if (config.has(Role.SEARCH)) {
      deployRelay(kafka, routing);
      deployReindexing(wholeness);
      deployWorker(viewers);
    }
    if (config.has(Role.MEDIA)) {
      deployDecoders();
      BoundedPool comparing = started.keep(new BoundedPool("duplicates", 1, 1));
      deployWorker(new DuplicateVerticle(new DuplicateRepository(catalogue.pool()), comparing));
      BoundedPool removing = started.keep(new BoundedPool("upload-sweep", 1, 1));
      deployWorker(
          new UploadSweepVerticle(
              new UnclaimedUploads(catalogue.pool()), objects, abandoned, removing));
    }
    if (config.has(Role.EMBEDDING)) {
      deployEmbedders();
    }
  }

  private void deployRelay(String kafka, ShardRouting routing) {
    deployWorker(
        new RelayVerticle(
            nodeId,
            new LeaseRepository(catalogue.pool()),
            catalogue.outbox(),
            () -> FencedLog.open(kafka, RELAY),
            routing));
  }

  private void deployReindexing(Wholeness wholeness) {
    deployWorker(
        new ReindexVerticle(
            nodeId,
            new LeaseRepository(catalogue.pool()),
            catalogue.generations(),
            catalogue.plans(),
            wholeness,
            config.search().keepPrevious()));
  }

  private void deployDecoders() {
    int instances = config.media().instances();
    BoundedPool pool = started.keep(new BoundedPool("decode", instances, instances));
    MediaDecoder decoder = new MediaDecoder(limits(config.media()));
    for (int i = 0; i < instances; i++) {
      deployWorker(
          new DecodeVerticle(catalogue.jobs(), objects, decoder, this::activeFrames, pool));
    }
  }

  private @Nullable FrameEncoder activeFrames() {
    SightModel sight = generations.active().models().sight();
    return sight == null ? null : sight.frames();
  }

  private static MediaLimits limits(NodeConfig.Media media) {
    MediaLimits usual = MediaLimits.DEFAULT;
    return new MediaLimits(
        media.keyFrames(),
        Duration.ofSeconds(media.decodeSeconds()),
        usual.maxPixels(),
        usual.longSide(),
        usual.uniformInterval(),
        usual.sceneThreshold(),
        Duration.ofSeconds(media.frameByFrameSeconds()),
        usual.maxDuration(),
        usual.probeBytes());
  }

  private void deployEmbedders() {
    int instances = config.embedding().instances();
    BoundedPool pool = started.keep(new BoundedPool("embed", instances, instances));
    EncodersAtHand encoders = new GenerationEncoders(generations::all);
    for (int i = 0; i < instances; i++) {
      deployWorker(
          new EmbedVerticle(
              catalogue.jobs(),
              objects,
              generations::plan,
              encoders,
              config.embedding().batch(),
              pool));
    }
  }

  private void deployWorker(Worker worker) {
    workers.add(worker);
    String id = Node.await(vertx.deployVerticle(worker, VIRTUAL));
    started.keep(id, deployed -> Node.await(vertx.undeploy(deployed)));
  }
}
