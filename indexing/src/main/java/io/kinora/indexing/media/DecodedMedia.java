package io.kinora.indexing.media;

import io.kinora.catalog.MediaFile;
import io.kinora.indexing.duplicate.Fingerprint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decoding found.
 *
 * @param keyFrames ascending in time, at least one, at most as many as the limits allow
 * @param fingerprint by which copies of the video are known
 * @param track all of the video in miniature, or null if no frame of it could be shrunk
 */
public record DecodedMedia(
    MediaFile.Details details,
    List<KeyFrame> keyFrames,
    Fingerprint fingerprint,
    @Nullable MiniatureTrack track) {}
