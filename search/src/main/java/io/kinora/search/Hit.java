package io.kinora.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One result as shown.
 *
 * @param thumbnail object key of the picture, or null
 * @param highlights field -> fragments, the matching words in {@code <em>}, all else HTML-escaped
 * @param moment where in the video the best frame lies, or null if it was not found by sight
 * @param moments the best frames, the best first, at least a second apart; the first is {@code
 *     moment}; empty if it was not found by sight
 * @param foundBy keys of the retrievers that found it
 * @param duplicates ids of videos that show the same and are not shown because this one is
 */
public record Hit(
    String id,
    String title,
    String description,
    @Nullable String channel,
    List<String> tags,
    @Nullable String language,
    @Nullable String category,
    @Nullable Long publishedAtMs,
    @Nullable Long durationMs,
    long views,
    long likes,
    @Nullable String license,
    @Nullable String thumbnail,
    boolean playable,
    Map<String, List<String>> highlights,
    @Nullable Moment moment,
    List<String> foundBy,
    double score,
    @Nullable Explanation explanation,
    List<String> duplicates,
    List<Moment> moments) {

  /**
   * A frame that fits.
   *
   * @param score how well, -1 to 1
   */
  public record Moment(long timestampMs, @Nullable String thumbnail, double score) {}

  public Hit withScore(double other) {
    return new Hit(
        id,
        title,
        description,
        channel,
        tags,
        language,
        category,
        publishedAtMs,
        durationMs,
        views,
        likes,
        license,
        thumbnail,
        playable,
        highlights,
        moment,
        foundBy,
        other,
        explanation,
        duplicates,
        moments);
  }
}
