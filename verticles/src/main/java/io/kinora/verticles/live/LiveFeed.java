package io.kinora.verticles.live;

import io.kinora.catalog.Follows;
import io.kinora.catalog.Trending;
import io.kinora.catalog.VideoCatalogue;
import io.kinora.cluster.log.LogRecord;
import io.kinora.cluster.log.Topics;
import io.kinora.indexing.shard.LoneVideo;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.filter.Filter;
import io.kinora.search.standing.Fit;
import io.kinora.search.standing.StandingQuery;
import io.kinora.search.standing.StandingQueryReader;
import io.kinora.verticles.http.auth.Login;
import io.kinora.verticles.http.openapi.LiveDocument;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live feed of a node: follows the log of what is new, finds out to which standing queries each
 * record is news, and tells the loops that serve clients. Every node does this for its own clients,
 * so nothing is lost with a node but connections.
 */
public final class LiveFeed implements AutoCloseable {

  /** The log no longer reaches back so far. */
  static final String RETENTION = "retention";

  /** The log is another one. */
  static final String REPLACED = "replaced";

  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
  private static final int EPOCH_LENGTH = 6;

  /**
   * What the feed needs of the house.
   *
   * @param bootstrap of the log
   * @param spaces of the index that is searched
   * @param language as {@link io.kinora.indexing.shard.ShardConfig} has it
   * @param filters reads the filter language
   * @param present which of these videos exist
   */
  public record Sources(
      String bootstrap,
      Supplier<VectorSpaces> spaces,
      String language,
      StandingQueryReader reader,
      Function<String, Filter> filters,
      FollowedChannels follows,
      Trending trending,
      VideoCatalogue catalogue,
      Function<Collection<String>, Future<Set<String>>> present) {

    /** Indexes one video as a shard would. */
    LoneVideo lone() {
      return new LoneVideo(spaces.get(), language);
    }
  }

  private final Sources sources;
  private final LiveConfig config;
  private final LiveMeters meters;
  private final Viewers viewers;
  private final LiveDocument document = LiveDocument.load();
  private final RecentAnnounced recent;
  private final ReplayMemory replayMemory = new ReplayMemory();
  private final Replays replays;
  private final PublishedTail tail;
  private final List<LiveLoop> loops = new CopyOnWriteArrayList<>();

  private final WatchedQueries queries;
  private final LiveTable table;
  private final MessageConsumer<String> followsChanged;
  private volatile String epoch;

  private LiveFeed(Vertx vertx, Sources sources, LiveConfig config, MeterRegistry registry) {
    this.sources = sources;
    this.config = config;
    this.meters = new LiveMeters(registry);
    this.viewers = new Viewers(config);
    this.recent = new RecentAnnounced(config.recentBytes());
    this.tail = new PublishedTail(sources.bootstrap(), new FromTheLog());
    this.queries =
        new WatchedQueries(
            tail,
            () -> sources.spaces().get().sight(),
            sources::lone,
            config.queries(),
            outdated -> eachLoop(loop -> loop.outdated(outdated)));
    this.epoch = shortened(tail.identity());
    this.recent.restart(tail.next());
    this.replays = new Replays(this, sources.bootstrap(), sources::lone);
    this.table =
        new LiveTable(
            vertx,
            sources.trending(),
            sources.catalogue(),
            changed -> eachLoop(loop -> loop.rows(changed)));
    this.followsChanged =
        vertx
            .eventBus()
            .consumer(
                Follows.CHANGED,
                message -> eachLoop(loop -> loop.audience().followsChanged(message.body())));
    meters.gauge("kinora.live.sockets", "Open live connections", viewers::sockets);
    meters.gauge("kinora.live.queries", "Distinct standing queries", queries::distinct);
    meters.gauge("kinora.live.behind", "Records of what is new not yet told", tail::behind);
    meters.gauge(
        "kinora.live.missed.bytes",
        "Memory held by what clients have missed and not taken yet",
        replayMemory::taken);
    meters.gauge("kinora.live.resuming", "Subscriptions waiting to be resumed", replays::waiting);
  }

  /**
   * Begins to follow the log, from now on.
   *
   * @throws io.kinora.cluster.log.LogUnavailableException if it does not answer
   */
  public static LiveFeed open(
      Vertx vertx, Sources sources, LiveConfig config, MeterRegistry registry) {
    LiveFeed feed = new LiveFeed(vertx, sources, config, registry);
    feed.tail.start();
    return feed;
  }

  /**
   * The part of an event loop, to be closed when it serves no more.
   *
   * @param context of that loop
   * @param logins whom a token stands for
   * @param loginNeeded whether nobody may listen without a login
   */
  public Future<LiveLoop> loop(
      Context context, Function<String, Optional<Login>> logins, boolean loginNeeded) {
    Promise<LiveLoop> known = Promise.promise();
    tail.between(
        () -> {
          LiveLoop loop =
              new LiveLoop(
                  this, context, new Logins(logins, loginNeeded), LiveClock.SYSTEM, tail.next());
          loops.add(loop);
          loop.start();
          loop.post(() -> known.complete(loop));
        });
    return known.future();
  }

  void gone(LiveLoop loop) {
    loops.remove(loop);
  }

  public LiveConfig config() {
    return config;
  }

  /** How it is, for operators. */
  public LiveCard card() {
    return new LiveCard(
        viewers.sockets(),
        meters.subscriptions(),
        queries.distinct(),
        meters.queued().sum(),
        meters.gaps(),
        tail.behind());
  }

  /** What is wrong just now, or an empty text. */
  public String trouble() {
    return tail.trouble();
  }

  LiveMeters meters() {
    return meters;
  }

  Viewers viewers() {
    return viewers;
  }

  LiveDocument document() {
    return document;
  }

  RecentAnnounced recent() {
    return recent;
  }

  ReplayMemory replayMemory() {
    return replayMemory;
  }

  Replays replays() {
    return replays;
  }

  WatchedQueries queries() {
    return queries;
  }

  LiveTable table() {
    return table;
  }

  FollowedChannels follows() {
    return sources.follows();
  }

  Function<Collection<String>, Future<Set<String>>> present() {
    return sources.present();
  }

  /** Which log it is, shortened. */
  String epoch() {
    return epoch;
  }

  /** For how long a token is good. */
  long windowMs() {
    return Topics.PUBLISHED_RETENTION.toMillis();
  }

  private static String shortened(String identity) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().encodeToString(digest).substring(0, EPOCH_LENGTH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /**
   * The subject of a query.
   *
   * @throws RuntimeException that says what of it cannot be used
   */
  Subject.OfQuery query(ClientFrame.Subscribe asked) {
    Filter filter = asked.filter().isEmpty() ? Filter.ALL : sources.filters().apply(asked.filter());
    StandingQuery read = sources.reader().read(asked.q(), filter, asked.nearness());
    return new Subject.OfQuery(queries.shared(read));
  }

  // ---- what is new

  private void eachLoop(Consumer<LiveLoop> task) {
    for (LiveLoop loop : loops) {
      loop.post(() -> task.accept(loop));
    }
  }

  private final class FromTheLog implements PublishedTail.Listener {

    @Override
    public void record(LogRecord record) {
      Announced announced;
      try {
        announced = Announced.of(record);
      } catch (IllegalArgumentException unreadable) {
        LOG.warn("Record {} of what is new cannot be read: {}", record.offset(), unreadable);
        reached(record.offset() + 1);
        return;
      }
      long begin = System.nanoTime();
      List<Fit> fits = queries.fits(announced.announcement());
      // Kept only now: a record that could not be matched is read again.
      recent.add(announced);
      meters.matched(fits.size(), System.nanoTime() - begin);
      meters.delayed(System.currentTimeMillis() - record.timestampMs());
      eachLoop(loop -> loop.deliver(announced, fits));
    }

    @Override
    public void reached(long position) {
      eachLoop(loop -> loop.reached(position));
    }

    @Override
    public void jumped(long position, String identity, String reason) {
      epoch = shortened(identity);
      recent.restart(position);
      eachLoop(loop -> loop.jumped(position, reason));
    }
  }

  // ---- the end

  /** Sends all clients away, each to come back at another time; new ones are refused. */
  public Future<Void> leave() {
    List<Future<Void>> left = new ArrayList<>();
    for (LiveLoop loop : loops) {
      Promise<Void> done = Promise.promise();
      loop.post(
          () -> {
            loop.leave();
            done.complete();
          });
      left.add(done.future());
    }
    return Future.join(left).mapEmpty();
  }

  @Override
  public void close() {
    table.close();
    followsChanged.unregister();
    replays.close();
    tail.stop();
  }
}
