package io.kinora.indexing.media;

import java.util.Map;

/**
 * How {@link MediaWriter} encodes.
 *
 * @param bitRate bits a second
 * @param keyFrameEvery frames between two that need no other
 * @param clockwiseDegrees how a player is told to turn the picture: a multiple of 90
 * @param muxerOptions passed to FFmpeg's MP4 muxer as they are
 */
record Encoding(
    int width,
    int height,
    double framesPerSecond,
    long bitRate,
    int keyFrameEvery,
    int clockwiseDegrees,
    Map<String, String> muxerOptions) {

  private static final int MIN_SIDE = 16;
  private static final int MAX_WIDTH = 3840;
  private static final int MAX_HEIGHT = 2160;
  private static final double MAX_RATE = 240;
  private static final double BITS_PER_PIXEL = 0.15;
  private static final long MIN_BIT_RATE = 100_000;

  Encoding {
    side("width", width, MAX_WIDTH);
    side("height", height, MAX_HEIGHT);
    if (!(framesPerSecond > 0 && framesPerSecond <= MAX_RATE)) {
      throw new IllegalArgumentException(
          "framesPerSecond is " + framesPerSecond + "; allowed: above 0, up to " + MAX_RATE);
    }
    if (clockwiseDegrees % 90 != 0) {
      throw new IllegalArgumentException(
          "clockwiseDegrees is " + clockwiseDegrees + "; allowed: multiples of 90");
    }
    muxerOptions = Map.copyOf(muxerOptions);
  }

  /** A bit rate that keeps drawn and photographed pictures clean, a key frame every two seconds. */
  static Encoding of(int width, int height, double framesPerSecond) {
    long bitRate = Math.round(width * height * framesPerSecond * BITS_PER_PIXEL);
    return new Encoding(
        width,
        height,
        framesPerSecond,
        Math.max(MIN_BIT_RATE, bitRate),
        (int) Math.max(1, Math.round(2 * framesPerSecond)),
        0,
        Map.of());
  }

  Encoding withKeyFrameEvery(int frames) {
    return new Encoding(
        width, height, framesPerSecond, bitRate, frames, clockwiseDegrees, muxerOptions);
  }

  Encoding turned(int clockwise) {
    return new Encoding(
        width, height, framesPerSecond, bitRate, keyFrameEvery, clockwise, muxerOptions);
  }

  Encoding muxedWith(Map<String, String> options) {
    return new Encoding(
        width, height, framesPerSecond, bitRate, keyFrameEvery, clockwiseDegrees, options);
  }

  private static void side(String name, int value, int max) {
    if (value < MIN_SIDE || value > max || value % 2 != 0) {
      throw new IllegalArgumentException(
          name + " is " + value + "; allowed: even numbers, " + MIN_SIDE + " to " + max);
    }
  }
}
