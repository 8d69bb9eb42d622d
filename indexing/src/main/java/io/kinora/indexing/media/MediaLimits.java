package io.kinora.indexing.media;

import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.VideoRules;
import java.time.Duration;

/**
 * How much of a file is looked at, and what it may cost.
 *
 * @param maxKeyFrames kept from one video; 1 to 1,000
 * @param maxDecodeTime after which a file is given up; 1 ms to 1 h
 * @param maxPixels of one frame; 1 to 100 million. A decoder holds up to about 20 frames of 1.5 to
 *     8 bytes a pixel, so this bounds its memory
 * @param longSide of a kept frame, pixels; larger ones are shrunk to it, smaller ones stay; 16 to
 *     4,096
 * @param uniformInterval at least one key frame in each; longer in videos that would fill more than
 *     half of {@code maxKeyFrames} with it, shorter in very short ones; 100 ms to 1 h
 * @param sceneThreshold how much two small pictures must differ to be two scenes: the mean
 *     difference of a colour value; 1 to 255
 * @param frameByFrame videos up to this long are decoded frame by frame, longer ones by samples; 0
 *     to 1 h
 * @param maxDuration longer videos are refused; 1 s to 100 days
 * @param probeBytes read to find out what a file holds; 32 KiB to 100 MiB
 */
public record MediaLimits(
    int maxKeyFrames,
    Duration maxDecodeTime,
    long maxPixels,
    int longSide,
    Duration uniformInterval,
    double sceneThreshold,
    Duration frameByFrame,
    Duration maxDuration,
    int probeBytes) {

  public static final MediaLimits DEFAULT =
      new MediaLimits(
          64,
          Duration.ofSeconds(60),
          40_000_000,
          640,
          Duration.ofSeconds(10),
          15,
          Duration.ofMinutes(3),
          Duration.ofSeconds((long) VideoRules.MAX_DURATION_S),
          5 << 20);

  public MediaLimits {
    range("max_key_frames", maxKeyFrames, 1, VideoRules.MAX_FRAMES);
    range("max_decode_time", maxDecodeTime, Duration.ofMillis(1), Duration.ofHours(1));
    range("max_pixels", maxPixels, 1, 100_000_000);
    range("long_side", longSide, 16, 4096);
    range("uniform_interval", uniformInterval, Duration.ofMillis(100), Duration.ofHours(1));
    if (!(sceneThreshold >= 1 && sceneThreshold <= 255)) {
      throw new InvalidValueException("scene_threshold", sceneThreshold, "1 to 255");
    }
    range("frame_by_frame", frameByFrame, Duration.ZERO, Duration.ofHours(1));
    range(
        "max_duration",
        maxDuration,
        Duration.ofSeconds(1),
        Duration.ofSeconds((long) VideoRules.MAX_DURATION_S));
    range("probe_bytes", probeBytes, 32 << 10, 100 << 20);
  }

  private static void range(String field, long value, long min, long max) {
    if (value < min || value > max) {
      throw new InvalidValueException(field, value, min + " to " + max);
    }
  }

  private static void range(String field, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidValueException(field, value, min + " to " + max);
    }
  }
}
