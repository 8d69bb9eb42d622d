package io.kinora.search;

import org.jspecify.annotations.Nullable;

/**
 * A video that some retriever of some shard found, scored by every retriever in play.
 *
 * @param scores raw score by {@link Retriever#ordinal()}; NaN where a retriever is not in play or
 *     the video has nothing to compare
 * @param found bit set by {@link Retriever#ordinal()} of the retrievers that found it themselves;
 *     the others were asked for their exact score
 * @param momentMs position of the best frame, or -1 if no frame was compared
 * @param publishedAtMs milliseconds since 1970, or {@link Long#MIN_VALUE} if unknown
 * @param durationMs or -1 if unknown
 * @param explanation by retriever, or null unless asked for
 * @param group shared by videos that show the same; null where no copy is known
 */
public record Candidate(
    String id,
    float[] scores,
    int found,
    long momentMs,
    @Nullable String channel,
    long publishedAtMs,
    long durationMs,
    long views,
    long likes,
    @Nullable Explained explanation,
    @Nullable String group) {

  /**
   * How the raw scores came to be: one text tree each retriever ordinal, null where not in play.
   */
  public record Explained(@Nullable Explanation[] byRetriever) {}

  /** A video of which no copy is known. */
  public Candidate(
      String id,
      float[] scores,
      int found,
      long momentMs,
      @Nullable String channel,
      long publishedAtMs,
      long durationMs,
      long views,
      long likes,
      @Nullable Explained explanation) {
    this(
        id,
        scores,
        found,
        momentMs,
        channel,
        publishedAtMs,
        durationMs,
        views,
        likes,
        explanation,
        null);
  }

  public boolean foundBy(Retriever retriever) {
    return (found & (1 << retriever.ordinal())) != 0;
  }

  /** A retriever's score of this candidate and, if asked for, how it came to be. */
  public Explanation explained(Retriever retriever) {
    float score = scores[retriever.ordinal()];
    Explanation how = explanation == null ? null : explanation.byRetriever()[retriever.ordinal()];
    return how == null
        ? Explanation.of(score, retriever.key() + "'s score")
        : Explanation.of(score, retriever.key() + "'s score, sum of:", how);
  }
}
