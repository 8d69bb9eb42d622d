package io.kinora.verticles.shard;

import io.kinora.cluster.log.LogReader;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.ShardStats;
import io.kinora.indexing.shard.UnreadableShardException;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Deadline;
import io.kinora.search.ShardAnswer;
import io.kinora.search.shard.ShardSearch;
import io.kinora.search.shard.ShardSearchConfig;
import io.kinora.verticles.Bell;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.roster.ReplicaCard;
import io.kinora.verticles.roster.ReplicaState;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A replica of a shard on this node: feeds it from the log and answers for it on the event bus. */
public final class ShardVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(ShardVerticle.class);
  private static final int MOST_WAITING = 10_000;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);

  /** The codes that failed replies carry. */
  public static final int OVERLOADED = 503;

  public static final int TOO_LATE = 504;
  public static final int BROKEN = 500;

  /**
   * @param number of the shard and of its partition
   * @param node this node's id
   * @param folder where the index lies
   * @param logIdentity of the topic it is fed from
   * @param log a reader of its partition from an offset on
   */
  public record Source(
      int number, String node, Path folder, String logIdentity, LongFunction<LogReader> log) {}

  private record Waiting(Message<ShardMessages.Visible> message, long deadlineNanos) {}

  private final Source source;
  private final VectorSpaces spaces;
  private final ShardConfig config;
  private final ShardSearchConfig searchConfig;
  private final BoundedPool pool;
  private final Duration refresh;
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private volatile boolean open;
  private volatile boolean leaving;

  @SuppressWarnings("NullAway.Init") // set in start(), before any message arrives
  private Shard shard;

  @SuppressWarnings("NullAway.Init")
  private ShardSearch search;

  @SuppressWarnings("NullAway.Init")
  private ShardFeed feed;

  @SuppressWarnings("NullAway.Init")
  private Thread feeding;

  public ShardVerticle(
      Source source,
      VectorSpaces spaces,
      ShardConfig config,
      ShardSearchConfig searchConfig,
      BoundedPool pool,
      Duration refresh) {
    this.source = source;
    this.spaces = spaces;
    this.config = config;
    this.searchConfig = searchConfig;
    this.pool = pool;
    this.refresh = refresh;
  }

  public int number() {
    return source.number();
  }

  /** Whether searches see all that the log held when the shard was opened. */
  public boolean caughtUp() {
    return open && feed.caughtUp();
  }

  /** How it is, for the other nodes; reads the disk. */
  ReplicaCard card(boolean nodeLeaves) {
    Optional<ShardStats> stats = stats();
    return new ReplicaCard(
        source.number(),
        state(nodeLeaves),
        behind(),
        stats.map(ShardStats::videos).orElse(0),
        stats.map(ShardStats::frames).orElse(0),
        stats.map(ShardStats::bytes).orElse(0L),
        open ? feed.trouble() : "");
  }

  private ReplicaState state(boolean nodeLeaves) {
    if (!open) {
      return ReplicaState.OPENING;
    }
    if (leaving || nodeLeaves) {
      return ReplicaState.LEAVING;
    }
    return feed.current() ? ReplicaState.SERVING : ReplicaState.CATCHING_UP;
  }

  /** It belongs to other nodes now. */
  void leave() {
    leaving = true;
  }

  /** It belongs to this node. */
  void stay() {
    leaving = false;
  }

  /** Deletes the closed index; it can be read from the log again. */
  Path delete() throws IOException {
    wipe();
    Files.deleteIfExists(source.folder());
    return source.folder();
  }

  /** For people: how it is. */
  public String condition() {
    if (!open) {
      return "opening";
    }
    if (!feed.trouble().isEmpty()) {
      return feed.trouble();
    }
    String lag = feed.behind() < 0 ? "reading the log" : feed.behind() + " records behind";
    return lag;
  }

  /** What the index holds; empty while it is being opened or cannot be read. */
  public Optional<ShardStats> stats() {
    try {
      return open ? Optional.of(shard.stats()) : Optional.empty();
    } catch (IOException unreadable) {
      LOG.warn("Shard {} cannot be read: {}", source.number(), unreadable.toString());
      return Optional.empty();
    }
  }

  public long behind() {
    return open ? feed.behind() : -1;
  }

  @Override
  public Future<?> start() {
    return vertx
        .executeBlocking(
            () -> {
              shard = openOrRebuild();
              return shard;
            })
        .compose(opened -> listen());
  }

  private Future<Void> listen() {
    String name = "shard-" + source.number();
    search = new ShardSearch(shard, searchConfig);
    feed =
        new ShardFeed(
            name,
            shard,
            source.logIdentity(),
            source.log(),
            refresh,
            () -> context.runOnContext(shown -> changed()));
    feeding = Thread.ofPlatform().name(name + "-feed").daemon().start(feed);
    consumers.add(vertx.eventBus().consumer(ShardMessages.search(source.number(), source.node()), this::search));
    consumers.add(vertx.eventBus().consumer(ShardMessages.fetch(source.number(), source.node()), this::fetch));
    consumers.add(vertx.eventBus().consumer(ShardMessages.visible(source.number(), source.node()), this::visible));
    vertx.setPeriodic(100, tick -> answerWaiting());
    open = true;
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList()).mapEmpty();
  }

  private Shard openOrRebuild() throws IOException {
    Files.createDirectories(source.folder());
    Shard opened = openOrWipe();
    boolean otherLog =
        opened.position().filter(p -> !p.log().equals(source.logIdentity())).isPresent();
    if (!otherLog) {
      return opened;
    }
    LOG.warn("Shard {} was fed from another log; it is rebuilt from this one", source.number());
    opened.close();
    wipe();
    return Shard.open(source.folder(), spaces, config);
  }

  private Shard openOrWipe() throws IOException {
    try {
      return Shard.open(source.folder(), spaces, config);
    } catch (UnreadableShardException broken) {
      LOG.error(
          "Shard {} is damaged and is rebuilt from the log: {}",
          source.number(),
          broken.getMessage());
      wipe();
      return Shard.open(source.folder(), spaces, config);
    }
  }

  private void wipe() throws IOException {
    try (Stream<Path> files = Files.walk(source.folder())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(source.folder())) {
          Files.delete(file);
        }
      }
    }
  }

  private void search(Message<ShardMessages.Search> message) {
    Deadline deadline = message.body().deadline();
    pool.run(
            () -> {
              requireTime(deadline);
              ShardAnswer found = search.search(message.body().query(), deadline);
              return new ShardMessages.Answer(found, !feed.current());
            })
        .onComplete(message::reply, failure -> refuse(message, failure));
  }

  private void fetch(Message<ShardMessages.Fetch> message) {
    pool.run(
            () -> {
              requireTime(message.body().deadline());
              return new ShardMessages.Fetched(
                  search.fetch(message.body().ids(), message.body().words()));
            })
        .onComplete(message::reply, failure -> refuse(message, failure));
  }

  private static void requireTime(Deadline deadline) throws TimeoutException {
    if (deadline.passed()) {
      throw new TimeoutException("the budget was spent waiting for a thread");
    }
  }

  private void refuse(Message<?> message, Throwable failure) {
    switch (failure) {
      case OverloadedException full -> message.fail(OVERLOADED, full.getMessage());
      case TimeoutException late -> message.fail(TOO_LATE, late.getMessage());
      default -> {
        LOG.error("Shard {} failed a request", source.number(), failure);
        message.fail(
            BROKEN, "shard " + source.number() + " failed: " + failure.getClass().getSimpleName());
      }
    }
  }

  private void visible(Message<ShardMessages.Visible> message) {
    ShardMessages.Visible asked = message.body();
    long now = seen(asked.id());
    if (now >= asked.version() || asked.patienceMs() <= 0 || waiting.size() >= MOST_WAITING) {
      message.reply(new ShardMessages.Seen(now));
      return;
    }
    waiting.add(
        new Waiting(message, System.nanoTime() + Duration.ofMillis(asked.patienceMs()).toNanos()));
  }

  /**
   * A shard that cannot be read sees nothing: whoever waits goes on waiting until it is rebuilt or
   * the time is up.
   */
  private long seen(String id) {
    try {
      return shard.visibleVersion(id);
    } catch (IOException unreadable) {
      LOG.warn("Shard {} cannot be read: {}", source.number(), unreadable.toString());
      return 0;
    }
  }

  private void changed() {
    Bell.ring(vertx, Bell.INDEX);
    answerWaiting();
  }

  private void answerWaiting() {
    long time = System.nanoTime();
    waiting.removeIf(
        one -> {
          long now = seen(one.message().body().id());
          boolean done = now >= one.message().body().version() || time - one.deadlineNanos() >= 0;
          if (done) {
            one.message().reply(new ShardMessages.Seen(now));
          }
          return done;
        });
  }

  @Override
  public Future<?> stop() {
    open = false;
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .transform(unregistered -> vertx.executeBlocking(this::closeShard));
  }

  private Object closeShard() throws Exception {
    feed.stop();
    feeding.join(STOP_PATIENCE);
    shard.close();
    return Shard.class;
  }
}
