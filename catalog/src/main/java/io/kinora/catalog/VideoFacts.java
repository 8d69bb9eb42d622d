package io.kinora.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What events are checked against, and completed with.
 *
 * @param durationMs 0 if it is not known
 */
public record VideoFacts(long durationMs, @Nullable String channel) {

  /** Of a video that the catalogue does not have. */
  public static final VideoFacts UNKNOWN = new VideoFacts(0, null);
}
