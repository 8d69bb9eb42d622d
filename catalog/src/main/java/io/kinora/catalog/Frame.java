package io.kinora.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A key frame that was found in a video's file.
 *
 * @param timestampMs position in the video, milliseconds
 * @param thumbnail object key of its picture, or null if it has none
 * @param perceptualHash 64-bit perceptual hash, or null if it has none
 */
public record Frame(long timestampMs, @Nullable String thumbnail, @Nullable Long perceptualHash) {}
