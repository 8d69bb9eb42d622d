package io.kinora.search.suggest;

/**
 * What a completion is worth: mostly how well known its video is, bounded. Whole numbers, so that
 * every replica of a shard and every way of dividing videos into shards gives the same order.
 */
final class Points {

  /** For a video with {@link #MANY_VIEWS} or more. */
  static final int POPULARITY = 600;

  private static final double MANY_VIEWS = 1e9;

  /** What a click of late on an answer to a query is worth in views. */
  static final int VIEWS_PER_CLICK = 1_000;

  /** For a text that begins with what was typed; others have it at a later word. */
  static final int BEGINNING = 200;

  /** For having what was typed as whole words, e.g. "art of ..." and not "arthur" for "art". */
  static final int WHOLE_WORDS = 100;

  /** For a video in the language asked for. */
  static final int LANGUAGE = 60;

  private static final int CHANNEL = 40;
  private static final int TAG = 20;

  static final int MOST = POPULARITY + BEGINNING + WHOLE_WORDS + LANGUAGE + CHANNEL;

  private Points() {}

  /** Grows with the logarithm of views. */
  static int popularity(long views) {
    double share = StrictMath.log1p(Math.max(0, views)) / StrictMath.log1p(MANY_VIEWS);
    return (int) Math.round(POPULARITY * Math.min(1, share));
  }

  static int type(Suggestion.Type type) {
    return switch (type) {
      case CHANNEL -> CHANNEL;
      case TAG -> TAG;
      case TITLE, QUERY -> 0;
    };
  }
}
