package io.kinora.indexing.media;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a miniature of the first frame of every quarter of a second; once there are too many, of
 * every half, and so on. So a track stays small however long the video is.
 */
final class TrackRecorder {

  private static final long CLOSEST_MS = 250;

  private final List<MiniatureTrack.At> frames = new ArrayList<>();
  private long stepMs = CLOSEST_MS;

  /** Whether a frame at this position is wanted. */
  boolean wants(long positionMs) {
    return frames.isEmpty() || positionMs / stepMs > frames.getLast().timestampMs() / stepMs;
  }

  void add(long positionMs, Miniature miniature) {
    frames.add(new MiniatureTrack.At(positionMs, miniature));
    if (frames.size() > MiniatureTrack.MOST_FRAMES) {
      stepMs *= 2;
      thin();
    }
  }

  private void thin() {
    List<MiniatureTrack.At> all = List.copyOf(frames);
    frames.clear();
    for (MiniatureTrack.At frame : all) {
      if (wants(frame.timestampMs())) {
        frames.add(frame);
      }
    }
  }

  /** Null if no frame came by. */
  @Nullable MiniatureTrack track() {
    return frames.isEmpty() ? null : new MiniatureTrack(frames);
  }
}
