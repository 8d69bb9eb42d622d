package io.kinora.search.shard;

/**
 * All that matches a query, as far as its retrievers could tell.
 *
 * @param exact whether these are all, or at least these match
 */
record MatchSet(MatchedVideos videos, boolean exact) {

  /** How many there are, as the account of steps tells it. */
  int size() {
    return (int) Math.min(Integer.MAX_VALUE, videos.count());
  }
}
