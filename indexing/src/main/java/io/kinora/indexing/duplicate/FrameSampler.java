package io.kinora.indexing.duplicate;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes frames at even distances as a video goes by and makes its fingerprint. Holds at most 256
 * small pictures (4 MiB): when there are more, every second goes and the distance doubles.
 */
public final class FrameSampler {

  /** Width and height of the pictures taken, pixels. */
  public static final int SIDE = 128;

  private static final double CLOSEST_MS = 250;

  /** Standard deviation of brightness below which a picture says nothing. */
  private static final double FLAT = 6;

  private record Taken(long positionMs, GrayImage image) {}

  private final List<Taken> taken = new ArrayList<>();
  private double intervalMs;
  private double nextMs;
  private long firstMs = -1;
  private long lastMs;

  /**
   * @param durationMs of the video, or 0 if it is not known
   */
  public FrameSampler(long durationMs) {
    intervalMs = Math.max(CLOSEST_MS, (double) durationMs / (Fingerprint.MOST - 8));
  }

  /** Whether the frame at this position is to be taken. Positions ascend. */
  public boolean wants(long positionMs) {
    if (firstMs < 0) {
      firstMs = positionMs;
      nextMs = positionMs;
    }
    lastMs = Math.max(lastMs, positionMs);
    return positionMs >= nextMs;
  }

  public void take(long positionMs, GrayImage image) {
    if (taken.size() == Fingerprint.MOST) {
      for (int i = taken.size() - 1; i > 0; i -= 2) {
        taken.remove(i);
      }
      intervalMs *= 2;
    }
    taken.add(new Taken(positionMs, image));
    nextMs = Math.max(nextMs + intervalMs, positionMs + intervalMs / 2);
  }

  public Fingerprint fingerprint() {
    if (taken.isEmpty()) {
      return new Fingerprint(0, List.of());
    }
    Box box = Box.insideBars(taken.stream().map(Taken::image).toList());
    List<Fingerprint.Sample> samples = new ArrayList<>();
    for (Taken each : taken) {
      if (FrameHash.contrast(each.image(), box) >= FLAT) {
        samples.add(
            new Fingerprint.Sample(
                (int) (each.positionMs() - firstMs), FrameHash.of(each.image(), box)));
      }
    }
    return new Fingerprint(lastMs - firstMs, samples);
  }
}
