package io.kinora.verticles.node;

import io.kinora.catalog.ViewerKeys;
import io.kinora.catalog.postgres.IdentityRepository;
import io.kinora.catalog.postgres.InteractionRepository;
import io.kinora.catalog.postgres.LeaseRepository;
import io.kinora.catalog.postgres.VideoFactsRepository;
import io.kinora.catalog.postgres.ViewerRepository;
import io.kinora.catalog.postgres.ViewerStateRepository;
import io.kinora.cluster.log.EventLog;
import io.kinora.cluster.log.LogIdentity;
import io.kinora.cluster.log.TopicReader;
import io.kinora.cluster.log.Topics;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.ViewerService;
import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.events.ErasureNotice;
import io.kinora.verticles.events.EventIntake;
import io.kinora.verticles.events.FollowsOfLogins;
import io.kinora.verticles.events.IdentityHash;
import io.kinora.verticles.events.InteractionLog;
import io.kinora.verticles.events.InteractionUpkeep;
import io.kinora.verticles.events.InteractionView;
import io.kinora.verticles.events.KnownVideos;
import io.kinora.verticles.events.KnownViewers;
import io.kinora.verticles.live.FollowedChannels;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;

/**
 * What a node has of what viewers do: how it is taken in, and how it is read into PostgreSQL.
 *
 * @param viewers for the API
 * @param keys for whoever reads the log
 * @param followed for whoever serves what is new
 * @param view to be deployed where the log is read into PostgreSQL
 */
record Interactions(
    ViewerService viewers, ViewerKeys keys, FollowedChannels followed, InteractionView view) {

  private static final String SECRET = "viewer-secret";

  /** A client had better send it again than wait. */
  private static final Duration LOG_PATIENCE = Duration.ofSeconds(5);

  private static final int THREADS = 2;
  private static final int WAITING = 256;

  static Interactions open(
      NodeConfig.Events config,
      Vertx vertx,
      Pool pool,
      String kafka,
      String nodeId,
      Started started,
      NodeMetrics metrics) {
    ViewerRepository viewers = new ViewerRepository(pool);
    ViewerStateRepository states = new ViewerStateRepository(pool);
    InteractionRepository events = new InteractionRepository(pool);
    IdentityHash hash =
        new IdentityHash(
            Node.await(new IdentityRepository(pool).agree(SECRET, IdentityHash.newSecret())));
    KnownViewers known = KnownViewers.open(vertx, viewers, hash);
    InteractionLog log = new InteractionLog(started.keep(EventLog.open(kafka, LOG_PATIENCE)));
    BoundedPool appending = started.keep(new BoundedPool("events", THREADS, WAITING));
    metrics.of("events", appending);
    ErasureNotice erasures = new ErasureNotice(viewers, log, appending);
    EventIntake intake =
        new EventIntake(
            vertx,
            known,
            new KnownVideos(new VideoFactsRepository(pool)),
            states,
            log,
            erasures,
            appending,
            config.anonymous());
    InteractionUpkeep upkeep =
        new InteractionUpkeep(
            events, viewers, states, erasures, config.tableDays(), config.logDays());
    InteractionView view =
        new InteractionView(
            nodeId,
            new LeaseRepository(pool),
            events,
            upkeep,
            () -> LogIdentity.of(kafka, Topics.INTERACTIONS),
            (from, most) -> TopicReader.open(kafka, Topics.INTERACTIONS, from, most),
            started.keep(new BoundedPool("interactions", 1, 4)));
    metrics.of(intake, view);
    return new Interactions(intake, known, new FollowsOfLogins(known, states), view);
  }
}
