package io.kinora.search.shard;

/**
 * All that matches a query, as far as its retrievers could tell.
 *
 * @param exact whether these are all, or at least these match
 */
record MatchSet(MatchedVideos videos, boolean exact) {

  long count() {
    return videos.count();
  }
}
