package io.kinora.cluster.counters;

import io.kinora.catalog.InteractionType;
import org.jspecify.annotations.Nullable;

/**
 * What trending goes by: each signal counts once for a viewer and a video within 24 hours, so that
 * one viewer is worth 8 points at most, however busy.
 */
enum Signal {
  /** Played for three seconds or more. */
  WATCHED(1),
  LIKED(2),
  COMMENTED(2),
  SHARED(3),
  HIDDEN(-2),
  REPORTED(-4);

  static final long WATCHED_FROM_MS = 3_000;

  private final int points;

  Signal(int points) {
    this.points = points;
  }

  int points() {
    return points;
  }

  /**
   * @param playedMs of the playback so far
   */
  static @Nullable Signal of(InteractionType type, long playedMs) {
    return switch (type) {
      case WATCH -> playedMs >= WATCHED_FROM_MS ? WATCHED : null;
      case LIKE -> LIKED;
      case COMMENT -> COMMENTED;
      case SHARE -> SHARED;
      case HIDE -> HIDDEN;
      case REPORT -> REPORTED;
      case IMPRESSION, CLICK, UNLIKE, FOLLOW, UNFOLLOW, SEARCH -> null;
    };
  }
}
