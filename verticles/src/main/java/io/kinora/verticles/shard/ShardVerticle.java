package io.kinora.verticles.shard;

import io.kinora.cluster.log.LogReader;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.ShardStats;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Deadline;
import io.kinora.search.ShardAnswer;
import io.kinora.search.shard.ShardSearch;
import io.kinora.search.shard.ShardSearchConfig;
import io.kinora.search.shard.VideoContent;
import io.kinora.search.suggest.SuggestAnswer;
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
import io.vertx.core.eventbus.ReplyFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A replica of a shard on this node: feeds it from the log and answers for it on the event bus. */
public final class ShardVerticle extends VerticleBase implements LocalReplica {

  private static final Logger LOG = LoggerFactory.getLogger(ShardVerticle.class);
  private static final int MOST_WAITING = 10_000;

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

  private record Waiting(Message<ShardMessages.Visible> message, long deadlineNanos) {}

  private final Source source;
  private final VectorSpaces spaces;
  private final ShardConfig config;
  private final ShardSearchConfig searchConfig;
  private final BoundedPool pool;
  private final BoundedPool background;
  private final Duration refresh;
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private volatile boolean open;
  private volatile boolean leaving;

  @SuppressWarnings("NullAway.Init") // set in start(), before any message arrives
  private LiveShard live;

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
                      spaces,
                      config,
                      searchConfig,
                      refresh,
                      () -> context.runOnContext(shown -> changed()));
              return live;
            })
        .compose(opened -> listen());
  }

  private Future<Void> listen() {
    on(Ask.SEARCH, pool, this::search);
    on(Ask.FETCH, pool, this::fetch);
    on(Ask.VECTORS, pool, this::vectors);
    on(Ask.SUGGEST, pool, this::suggest);
    on(Ask.KNOWN, pool, this::known);
    on(Ask.CONTENT, pool, this::content);
    on(Ask.LANGUAGE, background, this::language);
    consumers.add(vertx.eventBus().consumer(source.name().address(Ask.VISIBLE), this::visible));
    vertx.setPeriodic(100, tick -> answerWaiting());
    open = true;
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList()).mapEmpty();
  }

  private <Q> void on(Ask ask, BoundedPool threads, Function<Q, ?> answer) {
    consumers.add(
        vertx
            .eventBus()
            .<Q>consumer(source.name().address(ask), asked -> answer(threads, asked, answer)));
  }

  @Override
  public ShardMessages.Answer search(ShardMessages.Search question) {
    return ask(
        search -> {
          requireTime(question.deadline());
          ShardAnswer found = search.search(question.query(), question.deadline());
          return new ShardMessages.Answer(found, !live.current());
        });
  }

  @Override
  public ShardMessages.Fetched fetch(ShardMessages.Fetch question) {
    return ask(
        search -> {
          requireTime(question.deadline());
          return new ShardMessages.Fetched(search.fetch(question.query()));
        });
  }

  @Override
  public ShardMessages.VectorsRead vectors(ShardMessages.Vectors question) {
    return ask(
        search -> {
          requireTime(question.deadline());
          return new ShardMessages.VectorsRead(search.vectors(question.ids()));
        });
  }

  @Override
  public ShardMessages.KnownWords known(ShardMessages.Known question) {
    return ask(
        search -> {
          requireTime(question.deadline());
          return new ShardMessages.KnownWords(search.known(question.words()));
        });
  }

  @Override
  public ShardMessages.Suggested suggest(ShardMessages.Suggest question) {
    return ask(
        search -> {
          requireTime(question.deadline());
          SuggestAnswer found = live.suggest().suggest(question.query(), question.deadline());
          return new ShardMessages.Suggested(found, !live.current());
        });
  }

  @Override
  public ShardMessages.Vocabulary language(ShardMessages.Language question) {
    return ask(
        search -> {
          String view = source.name().node() + "/" + search.view();
          boolean same = view.equals(question.since());
          return new ShardMessages.Vocabulary(
              view, same ? null : search.lexicon(question.limits()));
        });
  }

  @Override
  public VideoContent content(ShardMessages.Content question) {
    return ask(
        search -> {
          requireTime(question.deadline());
          return search.content(question.id());
        });
  }

  private static void requireTime(Deadline deadline) throws TimeoutException {
    if (deadline.passed()) {
      throw new TimeoutException("the budget was spent waiting for a thread");
    }
  }

  private interface Question<T> {
    T ask(ShardSearch search) throws Exception;
  }

  private <T> T ask(Question<T> question) {
    if (live.rebuilding()) {
      throw refusal(OVERLOADED, "is being rebuilt from the log");
    }
    Shard asked = live.shard();
    try {
      return question.ask(live.search());
    } catch (Exception | InternalError failure) { // an error: a mapped file was cut short
      throw refusal(failure, asked);
    }
  }

  private ReplyException refusal(Throwable failure, Shard asked) {
    if (!open || !live.serves(asked)) {
      return refusal(OVERLOADED, "was being replaced");
    }
    if (failure instanceof TimeoutException late) {
      return refusal(TOO_LATE, String.valueOf(late.getMessage()));
    }
    if (live.suspect()) { // said once until the index has been looked at
      LOG.error("Shard {} failed a request", source.number(), failure);
    }
    return refusal(
        BROKEN, "shard " + source.number() + " failed: " + failure.getClass().getSimpleName());
  }

  private static ReplyException refusal(int code, String why) {
    return new ReplyException(ReplyFailure.RECIPIENT_FAILURE, code, why);
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
      return live.shard().visibleVersion(id);
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
    live.close();
    return live;
  }
}
