package io.kinora.verticles.search;

import io.kinora.cluster.log.ShardRouting;
import io.kinora.search.lexicon.Lexicon;
import io.kinora.search.lexicon.LexiconLimits;
import io.kinora.search.lexicon.LexiconPart;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.Lookout;
import io.kinora.verticles.search.ReplicaCalls.Answered;
import io.kinora.verticles.shard.LocalReplica;
import io.kinora.verticles.shard.ShardMessages.Language;
import io.kinora.verticles.shard.ShardMessages.Vocabulary;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node's lexicon fresh: asks one replica of each shard every few seconds what it says of
 * language, if that has changed, and puts the parts together. All of it on a thread that searches
 * do not wait for, which works a twentieth of the time at most. A shard that does not answer keeps
 * counting with what it said last.
 */
final class LexiconWatch extends Lookout {

  private static final Logger LOG = LoggerFactory.getLogger(LexiconWatch.class);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ReplicaCalls replicas;
  private final ShardRouting routing;
  private final IntFunction<@Nullable LocalReplica> local;
  private final BoundedPool background;
  private final Consumer<Lexicon> learned;

  /** By shard; told on the event loop, or on a thread of the background for a local shard. */
  private final Map<Integer, Vocabulary> parts = new ConcurrentHashMap<>();

  /**
   * @param local this node's replica of a shard, or null
   * @param every how soon to look again at the least
   * @param learned told of each new lexicon, on a thread of {@code background}
   */
  LexiconWatch(
      ReplicaCalls replicas,
      ShardRouting routing,
      IntFunction<@Nullable LocalReplica> local,
      BoundedPool background,
      Duration every,
      Consumer<Lexicon> learned) {
    super(every);
    this.replicas = replicas;
    this.routing = routing;
    this.local = local;
    this.background = background;
    this.learned = learned;
  }

  @Override
  protected Future<?> look() {
    List<Future<Boolean>> asked = new ArrayList<>();
    for (int shard = 0; shard < routing.shards(); shard++) {
      asked.add(ask(shard));
    }
    return Future.join(asked)
        .transform(all -> anyNew(asked) ? merged() : Future.<Lexicon>succeededFuture())
        .onFailure(failure -> LOG.warn("The lexicon could not be renewed: {}", failure.toString()));
  }

  /** Whether a shard said something new. */
  private Future<Boolean> ask(int shard) {
    Vocabulary before = parts.get(shard);
    Language question =
        new Language(
            before == null ? "" : before.view(), LexiconLimits.DEFAULT.each(routing.shards()));
    LocalReplica here = local.apply(shard);
    Future<Vocabulary> answer =
        here != null
            ? background.run(() -> here.language(question))
            : replicas
                .ask(replicas.nodes(shard, 0), shard, Question.of(question), PATIENCE.toMillis())
                .map(Answered::body);
    return answer
        .map(told -> take(shard, told))
        .onFailure(silent -> LOG.debug("Shard {} does not tell its words", shard, silent));
  }

  private boolean take(int shard, Vocabulary told) {
    if (told.part() == null) {
      return false;
    }
    parts.put(shard, told);
    return true;
  }

  private static boolean anyNew(List<Future<Boolean>> asked) {
    return asked.stream().anyMatch(each -> each.succeeded() && each.result());
  }

  private Future<Lexicon> merged() {
    List<LexiconPart> all = new ArrayList<>();
    for (Vocabulary told : parts.values()) {
      LexiconPart part = told.part();
      if (part != null) {
        all.add(part);
      }
    }
    return background.run(
        () -> {
          Lexicon lexicon = Lexicon.of(LexiconPart.merge(all, LexiconLimits.DEFAULT));
          learned.accept(lexicon);
          return lexicon;
        });
  }
}
