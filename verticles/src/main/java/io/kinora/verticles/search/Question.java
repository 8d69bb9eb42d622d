package io.kinora.verticles.search;

import io.kinora.search.shard.VideoContent;
import io.kinora.verticles.shard.LocalReplica;
import io.kinora.verticles.shard.ShardMessages;
import io.kinora.verticles.shard.ShardMessages.Answer;
import io.kinora.verticles.shard.ShardMessages.Content;
import io.kinora.verticles.shard.ShardMessages.Fetch;
import io.kinora.verticles.shard.ShardMessages.Fetched;
import io.kinora.verticles.shard.ShardMessages.Search;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a replica is asked, wherever it is.
 *
 * @param address of a node's replica, by shard and node
 * @param body sent to that address
 * @param here asks a replica on this node
 */
record Question<T>(
    BiFunction<Integer, String, String> address, Object body, Function<LocalReplica, T> here) {

  static Question<Answer> of(Search search) {
    return new Question<>(ShardMessages::search, search, replica -> replica.search(search));
  }

  static Question<VideoContent> of(Content content) {
    return new Question<>(ShardMessages::content, content, replica -> replica.content(content));
  }

  static Question<Fetched> of(Fetch fetch) {
    return new Question<>(ShardMessages::fetch, fetch, replica -> replica.fetch(fetch));
  }
}
