package io.kinora.indexing.media;

import org.jspecify.annotations.Nullable;

/**
 * Tells the cuts in a run of consecutive frames: a frame that differs from the one before by more
 * than a fixed threshold and by several times what frames have lately differed (so that a shaky
 * camera does not count as cuts). The idea is that of PySceneDetect's adaptive detector, looking
 * back only.
 */
final class SceneDetector {

  private static final double TIMES_RECENT = 3;

  /** Weight of the newest difference in the recent mean: about the last ten frames count. */
  private static final double NEWEST = 0.1;

  private final double threshold;
  private @Nullable Sketch previous;
  private double recent;
  private double change;

  /**
   * @param threshold mean difference of a colour value, 1 to 255
   */
  SceneDetector(double threshold) {
    this.threshold = threshold;
  }

  /** Takes the next frame; says whether a new scene begins with it. */
  boolean cutsAt(Sketch next) {
    Sketch before = previous;
    previous = next;
    if (before == null) {
      return false;
    }
    change = next.difference(before);
    boolean cut = change >= threshold && change >= TIMES_RECENT * recent;
    if (!cut) {
      recent += NEWEST * (change - recent);
    }
    return cut;
  }

  /** The last frame differs little from the one before: no cut, no fade, no swing of the camera. */
  boolean isCalm() {
    return change < threshold / 3;
  }
}
