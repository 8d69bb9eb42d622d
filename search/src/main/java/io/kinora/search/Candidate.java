package io.kinora.search;

import io.kinora.indexing.shard.VideoCard;
import org.jspecify.annotations.Nullable;

/**
 * A video that some retriever of some shard found, scored by every retriever in play.
 *
 * @param card what ranking needs to know of the video
 * @param scores raw score by {@link Retriever#ordinal()}; NaN where a retriever is not in play or
 *     the video has nothing to compare
 * @param found bit set by {@link Retriever#ordinal()} of the retrievers that found it themselves;
 *     the others were asked for their exact score
 * @param momentMs position of the best frame, or -1 if no frame was compared
 * @param explanation by retriever, or null unless asked for
 */
public record Candidate(
    VideoCard card, float[] scores, int found, long momentMs, @Nullable Explained explanation) {

  /**
   * How the raw scores came to be: one text tree each retriever ordinal, null where not in play.
   */
  public record Explained(@Nullable Explanation[] byRetriever) {}

  public String id() {
    return card.id();
  }

  public @Nullable String channel() {
    return card.channel();
  }

  /** Milliseconds since 1970, or {@link Long#MIN_VALUE} if unknown. */
  public long publishedAtMs() {
    return card.publishedAtMs();
  }

  /** Or -1 if unknown. */
  public long durationMs() {
    return card.durationMs();
  }

  public long views() {
    return card.views();
  }

  public long likes() {
    return card.likes();
  }

  /** Shared by videos that show the same; null where no copy is known. */
  public @Nullable String group() {
    return card.group();
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
