package io.kinora.indexing.media;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the frames that stand for a video, as they come by:
 *
 * <ul>
 *   <li>the first that is not black;
 *   <li>the first of each scene, where scenes change by a cut or so gradually that only the
 *       difference to the last chosen frame tells;
 *   <li>one in each interval where nothing changes (the uniform floor).
 * </ul>
 *
 * When there are too many, the one in the most crowded place goes; a scene's frame counts as
 * standing freer than one of the floor. So time and memory stay bounded however long the video is.
 */
final class KeyFrameSelection {

  private static final long CUT_GAP_MS = 300;
  private static final long DRIFT_GAP_MS = 1_500;
  private static final long SHORTEST_FLOOR_MS = 1_000;

  /** A video shorter than this many intervals still has about so many key frames. */
  private static final int FEWEST = 4;

  private static final int SCENE_WEIGHT = 4;

  /** Within this time of a dark first frame a much brighter one shows that it was fading in. */
  private static final long LONGEST_FADE_MS = 3_000;

  private static final double DARK = 48;

  private record Chosen(KeyFrame frame, boolean scene) {}

  /** Makes the picture to keep of the frame on offer; called only if it is kept. */
  interface Picture {
    RgbImage make() throws UnusableMediaException;
  }

  private final MediaLimits limits;
  private final SceneDetector scenes;
  private final long floorMs;
  private final List<Chosen> chosen = new ArrayList<>();
  private @Nullable Sketch lastSketch;
  private @Nullable KeyFrame black;
  private boolean cutPending;

  /**
   * @param durationMs of the video, or 0 if it is not known
   */
  KeyFrameSelection(MediaLimits limits, long durationMs) {
    this.limits = limits;
    this.scenes = new SceneDetector(limits.sceneThreshold());
    this.floorMs = floor(limits, durationMs);
  }

  /** Offers the frame that follows the last one offered. */
  void offer(long positionMs, Sketch sketch, Picture picture) throws UnusableMediaException {
    cutPending |= scenes.cutsAt(sketch);
    Sketch last = lastSketch;
    if (last == null || sketch.isBlack()) {
      offerFirst(positionMs, sketch, picture);
      return;
    }
    long since = positionMs - lastPositionMs();
    double difference = sketch.difference(last);
    if (cutPending && since >= CUT_GAP_MS) {
      cutPending = false;
      if (difference >= limits.sceneThreshold() / 2) {
        choose(positionMs, sketch, picture, true);
        return;
      }
    }
    if (since >= DRIFT_GAP_MS && scenes.isCalm() && isAnotherScene(difference)) {
      choose(positionMs, sketch, picture, true);
    } else if (since >= floorMs(positionMs)) {
      choose(positionMs, sketch, picture, false);
    }
  }

  /** Offers a frame from further on; what lies between was not seen. */
  void offerSample(long positionMs, Sketch sketch, Picture picture) throws UnusableMediaException {
    Sketch last = lastSketch;
    if (last == null || sketch.isBlack()) {
      offerFirst(positionMs, sketch, picture);
      return;
    }
    long since = positionMs - lastPositionMs();
    boolean scene = since >= CUT_GAP_MS && isAnotherScene(sketch.difference(last));
    if (scene || since >= floorMs(positionMs)) {
      choose(positionMs, sketch, picture, scene);
    }
  }

  /** What was chosen, ascending in time; a black frame only if there is no other. */
  List<KeyFrame> keyFrames() {
    if (chosen.isEmpty()) {
      return black == null ? List.of() : List.of(black);
    }
    return chosen.stream().map(Chosen::frame).toList();
  }

  private static long floor(MediaLimits limits, long durationMs) {
    long interval = limits.uniformInterval().toMillis();
    if (durationMs <= 0) {
      return interval;
    }
    long ofShort = Math.max(SHORTEST_FLOOR_MS, durationMs / FEWEST);
    return Math.max(Math.min(interval, ofShort), spread(limits, durationMs));
  }

  /** An interval that fills half of what may be kept, so that the other half is left to scenes. */
  private static long spread(MediaLimits limits, long durationMs) {
    return durationMs / Math.max(1, limits.maxKeyFrames() / 2);
  }

  private long floorMs(long positionMs) {
    long seen = positionMs - chosen.getFirst().frame().timestampMs();
    return Math.max(floorMs, spread(limits, seen));
  }

  private boolean isAnotherScene(double difference) {
    return difference >= 2 * limits.sceneThreshold();
  }

  private void offerFirst(long positionMs, Sketch sketch, Picture picture)
      throws UnusableMediaException {
    if (!sketch.isBlack()) {
      choose(positionMs, sketch, picture, true);
    } else if (black == null && chosen.isEmpty()) {
      black = new KeyFrame(positionMs, picture.make());
    }
  }

  private void choose(long positionMs, Sketch sketch, Picture picture, boolean scene)
      throws UnusableMediaException {
    if (isFadeIn(positionMs, sketch)) {
      chosen.clear();
    }
    chosen.add(new Chosen(new KeyFrame(positionMs, picture.make()), scene));
    lastSketch = sketch;
    cutPending = false;
    if (chosen.size() > limits.maxKeyFrames()) {
      chosen.remove(mostCrowded());
    }
  }

  private boolean isFadeIn(long positionMs, Sketch sketch) {
    Sketch last = lastSketch;
    return last != null
        && chosen.size() == 1
        && positionMs - lastPositionMs() <= LONGEST_FADE_MS
        && last.brightness() <= DARK
        && sketch.brightness() >= 2 * last.brightness();
  }

  private int mostCrowded() {
    int crowded = chosen.size() - 1;
    long least = Long.MAX_VALUE;
    for (int i = 1; i < chosen.size() - 1; i++) {
      long room = timestampMs(i + 1) - timestampMs(i - 1);
      long weighed = chosen.get(i).scene() ? SCENE_WEIGHT * room : room;
      if (weighed < least) {
        least = weighed;
        crowded = i;
      }
    }
    return crowded;
  }

  private long timestampMs(int index) {
    return chosen.get(index).frame().timestampMs();
  }

  private long lastPositionMs() {
    return chosen.getLast().frame().timestampMs();
  }
}
