package io.kinora.verticles.search;

import io.kinora.search.shard.VideoContent;
import io.kinora.verticles.shard.LocalReplica;
import io.kinora.verticles.shard.ShardMessages;
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

  static Question<VectorsRead> of(Vectors vectors) {
    return new Question<>(ShardMessages::vectors, vectors, replica -> replica.vectors(vectors));
  }

  static Question<Suggested> of(Suggest suggest) {
    return new Question<>(ShardMessages::suggest, suggest, replica -> replica.suggest(suggest));
  }

  static Question<KnownWords> of(Known known) {
    return new Question<>(ShardMessages::known, known, replica -> replica.known(known));
  }

  static Question<Vocabulary> of(Language language) {
    return new Question<>(ShardMessages::language, language, replica -> replica.language(language));
  }
}
