package io.kinora.indexing.media;

import io.kinora.catalog.MediaFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decoding found.
 *
 * @param keyFrames ascending in time, at least one, at most as many as the limits allow
 * @param track all of the video in miniature, or null if no frame of it could be shrunk
 */
public record DecodedMedia(
    MediaFile.Details details, List<KeyFrame> keyFrames, @Nullable MiniatureTrack track) {}
