package io.kinora.verticles.search;

import io.kinora.search.shard.VideoContent;
import io.kinora.verticles.shard.LocalReplica;
import io.kinora.verticles.shard.ShardMessages;

/** A replica that must not be asked anything; tests override what theirs is asked. */
class SilentReplica implements LocalReplica {

  @Override
  public ShardMessages.Answer search(ShardMessages.Search question) {
    throw unexpected(question);
  }

  @Override
  public ShardMessages.Fetched fetch(ShardMessages.Fetch question) {
    throw unexpected(question);
  }

  @Override
  public ShardMessages.VectorsRead vectors(ShardMessages.Vectors question) {
    throw unexpected(question);
  }

  @Override
  public ShardMessages.Suggested suggest(ShardMessages.Suggest question) {
    throw unexpected(question);
  }

  @Override
  public ShardMessages.KnownWords known(ShardMessages.Known question) {
    throw unexpected(question);
  }

  @Override
  public ShardMessages.Vocabulary language(ShardMessages.Language question) {
    throw unexpected(question);
  }

  @Override
  public VideoContent content(ShardMessages.Content question) {
    throw unexpected(question);
  }

  private static AssertionError unexpected(Object question) {
    return new AssertionError("not expected to be asked: " + question);
  }
}
