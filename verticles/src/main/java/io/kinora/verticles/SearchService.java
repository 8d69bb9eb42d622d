package io.kinora.verticles;

import io.kinora.indexing.picture.Crop;
import io.kinora.search.Likeness;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchResponse;
import io.kinora.search.shard.VideoContent;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Answers searches. Callable from any thread; the future completes on the caller's context. */
public interface SearchService {

  /**
   * The service for a request of several steps that belong together: all of them meet the same
   * index, though another take its place meanwhile.
   */
  default SearchService pinned() {
    return this;
  }

  /**
   * To be asked before a request is read and checked: where there is no room, refusing must not
   * cost what those already let in need.
   *
   * @throws OverloadedException if a search would find no room now
   */
  void requireRoom();

  /**
   * @param left completes when the client has gone; a search that nobody waits for is stopped
   * @return the answer; fails with {@link io.kinora.catalog.InvalidValueException} for what only
   *     the pipeline can check (a stale cursor, a vector of the wrong dimension), with {@link
   *     OverloadedException} when there is no room, with {@link
   *     java.util.concurrent.TimeoutException} when nothing at all could be answered in time
   */
  Future<SearchResponse> search(SearchRequest request, Future<?> left);

  /**
   * A picture as an example to search by.
   *
   * @param crop the part that is meant, or null for all of it
   * @return fails with {@link io.kinora.indexing.picture.UnusablePictureException}, with {@link
   *     io.kinora.catalog.InvalidValueException} for a crop outside of it, with {@link
   *     NotConfiguredException} if no sight encoder is in use, with {@link OverloadedException}
   *     when there is no room
   */
  Future<Likeness> picture(byte[] image, @Nullable Crop crop);

  /**
   * What searches know of a video's content.
   *
   * @return fails with {@link OverloadedException} or {@link java.util.concurrent.TimeoutException}
   *     if no replica of its shard answers
   */
  Future<VideoContent> content(String id);
}
