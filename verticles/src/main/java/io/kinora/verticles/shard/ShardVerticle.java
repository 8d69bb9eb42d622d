package io.kinora.verticles.shard;

import io.kinora.cluster.log.LogReader;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.ShardStats;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.shard.ShardSearchConfig;
import io.kinora.verticles.Bell;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.roster.ReplicaCard;
import io.kinora.verticles.roster.ReplicaState;
import io.kinora.verticles.shard.ShardMessages.Ask;
import io.kinora.verticles.shard.ShardMessages.ReplicaName;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A replica of a shard on this node: feeds it from the log and answers for it on the event bus. */
public final class ShardVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(ShardVerticle.class);
  private static final long TICK_MS = 100;

  /** The codes that failed replies carry. */
  public static final int OVERLOADED = 503;

  public static final int TOO_LATE = 504;
  public static final int BROKEN = 500;

  /**
   * @param name of this replica; its shard is fed from the partition of that number
   * @param folder where the index lies
   * @param logIdentity of the topic it is fed from
   * @param log a reader of its partition from an offset on
   */
  public record Source(
      ReplicaName name, Path folder, String logIdentity, LongFunction<LogReader> log) {

    int number() {
      return name.shard();
    }
  }

  private final Source source;
  private final VectorSpaces spaces;
  private final ShardConfig config;
  private final ShardSearchConfig searchConfig;
  private final BoundedPool pool;
  private final BoundedPool background;
  private final Duration refresh;
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private long ticking = -1;
  private volatile boolean open;
  private volatile boolean leaving;

  @SuppressWarnings("NullAway.Init") // set in start(), before any message arrives
  private LiveShard live;

  @SuppressWarnings("NullAway.Init")
  private ServedReplica answers;

  @SuppressWarnings("NullAway.Init")
  private AwaitedVersions awaited;

  /**
   * @param pool threads that search
   * @param background threads for what searches do not wait for
   */
  public ShardVerticle(
      Source source,
      VectorSpaces spaces,
      ShardConfig config,
      ShardSearchConfig searchConfig,
      BoundedPool pool,
      BoundedPool background,
      Duration refresh) {
    this.source = source;
    this.spaces = spaces;
    this.config = config;
    this.searchConfig = searchConfig;
    this.pool = pool;
    this.background = background;
    this.refresh = refresh;
  }

  public ReplicaName name() {
    return source.name();
  }

  int number() {
    return source.number();
  }

  boolean isOpen() {
    return open;
  }

  /** For searches on this node; once it is open. */
  LocalReplica answers() {
    return answers;
  }

  /** Whether searches see all that the log held when the shard was opened. */
  public boolean caughtUp() {
    return open && live.caughtUp();
  }

  /** How it is, for the other nodes; reads the disk. */
  ReplicaCard card(boolean nodeLeaves) {
    Optional<ShardStats> stats = stats();
    return new ReplicaCard(
        source.name().generation(),
        source.number(),
        state(nodeLeaves),
        behind(),
        open ? live.shown() : -1,
        stats.map(ShardStats::videos).orElse(0),
        stats.map(ShardStats::frames).orElse(0),
        stats.map(ShardStats::bytes).orElse(0L),
        open ? live.trouble() : "");
  }

  private ReplicaState state(boolean nodeLeaves) {
    if (!open || live.rebuilding()) {
      return ReplicaState.OPENING;
    }
    if (leaving || nodeLeaves) {
      return ReplicaState.LEAVING;
    }
    return live.current() ? ReplicaState.SERVING : ReplicaState.CATCHING_UP;
  }

  /** It belongs to other nodes now. */
  void leave() {
    leaving = true;
  }

  /** It belongs to this node. */
  void stay() {
    leaving = false;
  }

  /** Deletes the closed index; it can be read from the log again. Blocks. */
  Path delete() throws IOException {
    live.delete();
    return source.folder();
  }

  /** For people: how it is. */
  public String condition() {
    if (!open) {
      return "opening";
    }
    return live.condition();
  }

  /** What the index holds; empty while it is being opened or cannot be read. */
  public Optional<ShardStats> stats() {
    try {
      return open ? Optional.of(live.shard().stats()) : Optional.empty();
    } catch (IOException unreadable) {
      LOG.warn("Shard {} cannot be read: {}", source.number(), unreadable.toString());
      return Optional.empty();
    }
  }

  public long behind() {
    return open ? live.behind() : -1;
  }

  @Override
  public Future<?> start() {
    return vertx
        .executeBlocking(
            () -> {
              live =
                  LiveShard.open(
                      source,
                      new ShardFolder(source, spaces, config),
                      searchConfig,
                      refresh,
                      () -> context.runOnContext(shown -> changed()));
              return live;
            })
        .compose(opened -> Future.succeededFuture().compose(now -> listen()).recover(this::letGo));
  }

  /** Vert.x does not stop what did not start, and an index left open refuses the next attempt. */
  private Future<Void> letGo(Throwable failure) {
    return stop().transform(closed -> Future.failedFuture(failure));
  }

  private Future<Void> listen() {
    answers = new ServedReplica(source.name(), live, () -> open);
    awaited = new AwaitedVersions(source.number(), live);
    on(Ask.SEARCH, pool, answers::search);
    on(Ask.FETCH, pool, answers::fetch);
    on(Ask.VECTORS, pool, answers::vectors);
    on(Ask.SUGGEST, pool, answers::suggest);
    on(Ask.KNOWN, pool, answers::known);
    on(Ask.CONTENT, pool, answers::content);
    on(Ask.LANGUAGE, background, answers::language);
    consumers.add(vertx.eventBus().consumer(source.name().address(Ask.VISIBLE), awaited::asked));
    ticking = vertx.setPeriodic(TICK_MS, tick -> awaited.answer());
    open = true;
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList()).mapEmpty();
  }

  private <Q> void on(Ask ask, BoundedPool threads, Function<Q, ?> answer) {
    consumers.add(
        vertx
            .eventBus()
            .<Q>consumer(source.name().address(ask), asked -> answer(threads, asked, answer)));
  }

  /** Questions from elsewhere wait for one of the threads that search. */
  private static <T> void answer(BoundedPool pool, Message<T> message, Function<T, ?> answer) {
    pool.run(() -> answer.apply(message.body()))
        .onComplete(
            message::reply,
            failure -> {
              switch (failure) {
                case OverloadedException full -> message.fail(OVERLOADED, full.getMessage());
                case ReplyException refused ->
                    message.fail(refused.failureCode(), refused.getMessage());
                default -> message.fail(BROKEN, failure.getClass().getSimpleName());
              }
            });
  }

  private void changed() {
    Bell.ring(vertx, Bell.INDEX);
    if (open) {
      awaited.answer();
    }
  }

  @Override
  public Future<?> stop() {
    open = false;
    vertx.cancelTimer(ticking);
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .transform(unregistered -> vertx.executeBlocking(this::closeShard));
  }

  private Object closeShard() throws Exception {
    live.close();
    return live;
  }
}
