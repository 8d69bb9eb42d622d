package io.kinora.indexing.media;

import io.kinora.catalog.MediaFile;
import java.util.List;

/**
 * What decoding found.
 *
 * @param keyFrames ascending in time, at least one, at most as many as the limits allow
 */
public record DecodedMedia(MediaFile.Details details, List<KeyFrame> keyFrames) {}
