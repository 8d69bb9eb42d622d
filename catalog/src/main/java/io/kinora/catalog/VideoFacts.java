package io.kinora.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What events are checked against, and completed with.
 *
 * @param durationMs 0 if it is not known
 */
public record VideoFacts(long durationMs, @Nullable String channel) {

  /** Of a video that was deleted, or that the catalogue has not been heard about. */
  public static final VideoFacts UNKNOWN = new VideoFacts(0, null);
}
