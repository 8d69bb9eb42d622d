package io.kinora.verticles.search;

import io.kinora.search.shard.VideoContent;
import io.kinora.verticles.shard.LocalReplica;
import io.kinora.verticles.shard.ShardMessages.Answer;
import io.kinora.verticles.shard.ShardMessages.Ask;
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
import java.util.function.Function;

/**
 * What a replica is asked, wherever it is.
 *
 * @param body sent to the replica's address for that
 * @param here asks a replica on this node
 */
record Question<T>(Ask ask, Object body, Function<LocalReplica, T> here) {

  static Question<Answer> of(Search search) {
    return new Question<>(Ask.SEARCH, search, replica -> replica.search(search));
  }

  static Question<VideoContent> of(Content content) {
    return new Question<>(Ask.CONTENT, content, replica -> replica.content(content));
  }

  static Question<Fetched> of(Fetch fetch) {
    return new Question<>(Ask.FETCH, fetch, replica -> replica.fetch(fetch));
  }

  static Question<VectorsRead> of(Vectors vectors) {
    return new Question<>(Ask.VECTORS, vectors, replica -> replica.vectors(vectors));
  }

  static Question<Suggested> of(Suggest suggest) {
    return new Question<>(Ask.SUGGEST, suggest, replica -> replica.suggest(suggest));
  }

  static Question<KnownWords> of(Known known) {
    return new Question<>(Ask.KNOWN, known, replica -> replica.known(known));
  }

  static Question<Vocabulary> of(Language language) {
    return new Question<>(Ask.LANGUAGE, language, replica -> replica.language(language));
  }
}
