package io.kinora.verticles.shard;

import io.kinora.search.shard.VideoContent;
import io.kinora.verticles.shard.ShardMessages.Answer;
import io.kinora.verticles.shard.ShardMessages.Content;
import io.kinora.verticles.shard.ShardMessages.Fetch;
import io.kinora.verticles.shard.ShardMessages.Fetched;
import io.kinora.verticles.shard.ShardMessages.Known;
import io.kinora.verticles.shard.ShardMessages.KnownWords;
import io.kinora.verticles.shard.ShardMessages.Language;
import io.kinora.verticles.shard.ShardMessages.Search;
import io.kinora.verticles.shard.ShardMessages.Suggest;
import io.kinora.verticles.shard.ShardMessages.Suggested;
import io.kinora.verticles.shard.ShardMessages.Vectors;
import io.kinora.verticles.shard.ShardMessages.VectorsRead;
import io.kinora.verticles.shard.ShardMessages.Vocabulary;

/**
 * A replica on this node, asked without the event bus: on the caller's thread, which is busy with
 * it until the answer is there. Refusals are those of the bus.
 */
public interface LocalReplica {

  /**
   * @throws io.vertx.core.eventbus.ReplyException saying why there is no answer
   */
  Answer search(Search question);

  /**
   * @throws io.vertx.core.eventbus.ReplyException saying why there is no answer
   */
  Fetched fetch(Fetch question);

  /**
   * @throws io.vertx.core.eventbus.ReplyException saying why there is no answer
   */
  VectorsRead vectors(Vectors question);

  /**
   * @throws io.vertx.core.eventbus.ReplyException saying why there is no answer
   */
  Suggested suggest(Suggest question);

  /**
   * @throws io.vertx.core.eventbus.ReplyException saying why there is no answer
   */
  KnownWords known(Known question);

  /**
   * Costs a pass over the shard: not for a thread that searches.
   *
   * @throws io.vertx.core.eventbus.ReplyException saying why there is no answer
   */
  Vocabulary language(Language question);

  /**
   * @throws io.vertx.core.eventbus.ReplyException saying why there is no answer
   */
  VideoContent content(Content question);
}
