package io.kinora.search;

/** The order of hits. */
public enum Sort {
  RELEVANCE,
  NEWEST,
  MOST_VIEWED
}
