package io.kinora.indexing.media;

/** A frame that stands for its part of the video. */
public record KeyFrame(long timestampMs, RgbImage image) {}
