package io.kinora.search;

/** The retrievers, by what they compare. The ordinal indexes score arrays. */
public enum Retriever {
  /** BM25 over the words. */
  LEXICAL,
  /** Query's text vector against the video's text vector. */
  SEMANTIC,
  /** Query's sight vector against the best frame. */
  FRAME,
  /** Query's sight vector against the whole video. */
  VIDEO;

  /** Lower-case name for settings, requests and answers. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
