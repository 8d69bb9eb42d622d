package io.kinora.catalog;

import org.jspecify.annotations.Nullable;

/**
 * The file behind a video, in the object store. What the probe found is filled in once it has been
 * decoded.
 *
 * @param key object key of the file; a new upload has a new key
 * @param bytes size of the file
 * @param details what decoding found, or null while it has not been decoded
 */
public record MediaFile(String key, long bytes, @Nullable Details details) {

  /**
   * @param container FFmpeg's name of the container format, e.g. {@code mov,mp4,m4a,3gp,3g2,mj2}
   * @param codec FFmpeg's name of the video codec, e.g. {@code h264}
   * @param width pixels, upright (after rotation)
   * @param height pixels, upright
   * @param framesPerSecond average rate
   */
  public record Details(
      String container,
      String codec,
      int width,
      int height,
      long durationMs,
      double framesPerSecond,
      boolean hasAudio) {}

  public MediaFile withDetails(Details found) {
    return new MediaFile(key, bytes, found);
  }
}
