package io.kinora.search.understand;

import io.kinora.catalog.Vector;
import io.kinora.search.lexicon.Lexicon;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The category whose videos' mean text vector is nearest to the query's (a Rocchio classifier). The
 * confidence is a softmax over the likeness to all categories.
 */
final class CategoryGuess {

  private static final double TEMPERATURE = 0.08;
  private static final double LEAST_CONFIDENCE = 0.5;

  /** Nearest is not near: a query may be of no category at all. */
  private static final double LEAST_LIKENESS = 0.15;

  /** The mean of fewer videos says little. */
  private static final int FEWEST_VIDEOS = 5;

  private CategoryGuess() {}

  /**
   * @return null if none is near enough, or two are
   */
  static @Nullable Category of(@Nullable Vector query, Lexicon lexicon) {
    List<Lexicon.Topic> topics =
        lexicon.topics().stream().filter(topic -> topic.videos() >= FEWEST_VIDEOS).toList();
    if (query == null || topics.size() < 2) {
      return null;
    }
    double sum = 0;
    double most = Double.NEGATIVE_INFINITY;
    String best = "";
    for (Lexicon.Topic topic : topics) {
      double likeness = Centred.cosine(query.values(), topic.centroid(), lexicon.centre());
      sum += Math.exp(likeness / TEMPERATURE);
      if (likeness > most) {
        most = likeness;
        best = topic.name();
      }
    }
    double confidence = Math.exp(most / TEMPERATURE) / sum;
    boolean clear = most >= LEAST_LIKENESS && confidence >= LEAST_CONFIDENCE;
    return clear ? new Category(best, confidence) : null;
  }
}
