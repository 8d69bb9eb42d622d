package io.kinora.verticles.shard;

import io.kinora.search.shard.VideoContent;
import io.kinora.verticles.shard.ShardMessages.Answer;
import io.kinora.verticles.shard.ShardMessages.Content;
import io.kinora.verticles.shard.ShardMessages.Fetch;
import io.kinora.verticles.shard.ShardMessages.Fetched;
import io.kinora.verticles.shard.ShardMessages.Search;

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
  VideoContent content(Content question);
}
