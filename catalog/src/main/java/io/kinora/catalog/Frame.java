package io.kinora.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A key frame of a video.
 *
 * @param timestampMs position in the video, milliseconds
 * @param thumbnail object key of its picture, or null if the frame came as a vector only
 * @param perceptualHash 64-bit perceptual hash, or null as above
 * @param vector its place in the sight encoder's space, or null until it is embedded
 */
public record Frame(
    long timestampMs,
    @Nullable String thumbnail,
    @Nullable Long perceptualHash,
    @Nullable Vector vector) {

  public Frame withVector(Vector embedded) {
    return new Frame(timestampMs, thumbnail, perceptualHash, embedded);
  }
}
