package io.kinora.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer is told of themselves.
 *
 * @param follows newest first
 * @param liked ids of videos, the latest first; the first thousand
 * @param hidden likewise
 */
public record ViewerProfile(List<Followed> follows, List<String> liked, List<String> hidden) {

  /** Of somebody nothing is known of. */
  public static final ViewerProfile NOTHING = new ViewerProfile(List.of(), List.of(), List.of());

  public record Followed(String channel, Instant since) {}

  /**
   * The last time that a video was watched.
   *
   * @param title null if the video is gone
   */
  public record Watched(
      String videoId, Instant at, long watchMs, @Nullable String title, @Nullable String channel) {}

  /** Where a page of the history ends. */
  public record Place(Instant at, String videoId) {}
}
