package io.kinora.search;

/** Which retrievers answer a request. */
public enum Mode {
  /** All that have something to go by: words, text vector, frames and whole video. */
  HYBRID,
  /** The inverted index only. */
  TEXT,
  /** Text vectors only. */
  SEMANTIC,
  /** Frame and video vectors only. */
  VISUAL
}
