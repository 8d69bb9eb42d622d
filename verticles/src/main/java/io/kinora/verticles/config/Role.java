package io.kinora.verticles.config;

/** What a node does. By default it does everything. */
public enum Role {
  /** Answers HTTP and orchestrates searches. */
  API,
  /** Holds shards and publishes the catalogue's changes to the log. */
  SEARCH,
  /** Decodes uploaded files into key frames. */
  MEDIA,
  /** Turns text and frames into vectors. */
  EMBEDDING
}
