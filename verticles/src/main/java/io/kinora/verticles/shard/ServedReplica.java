package io.kinora.verticles.shard;

import io.kinora.indexing.shard.Shard;
import io.kinora.search.Deadline;
import io.kinora.search.ShardAnswer;
import io.kinora.search.shard.ShardSearch;
import io.kinora.search.shard.VideoContent;
import io.kinora.search.suggest.SuggestAnswer;
import io.kinora.verticles.shard.ShardMessages.ReplicaName;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for a shard that is open. What cannot be answered is refused with a reason. */
final class ServedReplica implements LocalReplica {

  private static final Logger LOG = LoggerFactory.getLogger(ServedReplica.class);

  private final ReplicaName name;
  private final LiveShard live;
  private final BooleanSupplier open;

  /**
   * @param open whether the shard has not been closed yet
   */
  ServedReplica(ReplicaName name, LiveShard live, BooleanSupplier open) {
    this.name = name;
    this.live = live;
    this.open = open;
  }

  @Override
  public ShardMessages.Answer search(ShardMessages.Search question) {
    return ask(
        question.deadline(),
        search -> {
          ShardAnswer found = search.search(question.query(), question.deadline());
          return new ShardMessages.Answer(found, !live.current());
        });
  }

  @Override
  public ShardMessages.Fetched fetch(ShardMessages.Fetch question) {
    return ask(
        question.deadline(), search -> new ShardMessages.Fetched(search.fetch(question.query())));
  }

  @Override
  public ShardMessages.VectorsRead vectors(ShardMessages.Vectors question) {
    return ask(
        question.deadline(),
        search -> new ShardMessages.VectorsRead(search.vectors(question.ids())));
  }

  @Override
  public ShardMessages.KnownWords known(ShardMessages.Known question) {
    return ask(
        question.deadline(),
        search -> new ShardMessages.KnownWords(search.known(question.words())));
  }

  @Override
  public ShardMessages.Suggested suggest(ShardMessages.Suggest question) {
    return ask(
        question.deadline(),
        search -> {
          SuggestAnswer found = live.suggest().suggest(question.query(), question.deadline());
          return new ShardMessages.Suggested(found, !live.current());
        });
  }

  @Override
  public ShardMessages.Vocabulary language(ShardMessages.Language question) {
    return ask(
        search -> {
          String view = name.node() + "/" + search.view();
          boolean same = view.equals(question.since());
          return new ShardMessages.Vocabulary(
              view, same ? null : search.lexicon(question.limits()));
        });
  }

  @Override
  public VideoContent content(ShardMessages.Content question) {
    return ask(question.deadline(), search -> search.content(question.id()));
  }

  private static void requireTime(Deadline deadline) throws TimeoutException {
    if (deadline.passed()) {
      throw new TimeoutException("the budget was spent waiting for a thread");
    }
  }

  private interface Question<T> {
    T ask(ShardSearch search) throws Exception;
  }

  private <T> T ask(Deadline deadline, Question<T> question) {
    return ask(
        search -> {
          requireTime(deadline);
          return question.ask(search);
        });
  }

  private <T> T ask(Question<T> question) {
    if (live.rebuilding()) {
      throw refusal(ShardVerticle.OVERLOADED, "is being rebuilt from the log");
    }
    Shard asked = live.shard();
    try {
      return question.ask(live.search());
    } catch (Exception | InternalError failure) { // an error: a mapped file was cut short
      throw refusal(failure, asked);
    }
  }

  private ReplyException refusal(Throwable failure, Shard asked) {
    if (!open.getAsBoolean() || !live.serves(asked)) {
      return refusal(ShardVerticle.OVERLOADED, "was being replaced");
    }
    if (failure instanceof TimeoutException late) {
      return refusal(ShardVerticle.TOO_LATE, String.valueOf(late.getMessage()));
    }
    if (live.suspect()) { // said once until the index has been looked at
      LOG.error("Shard {} failed a request", name.shard(), failure);
    }
    return refusal(
        ShardVerticle.BROKEN,
        "shard " + name.shard() + " failed: " + failure.getClass().getSimpleName());
  }

  private static ReplyException refusal(int code, String why) {
    return new ReplyException(ReplyFailure.RECIPIENT_FAILURE, code, why);
  }
}
