package io.kinora.search.shard;

import io.kinora.indexing.shard.StoredVideo;
import java.util.List;
import java.util.Map;

/**
 * A video as shown.
 *
 * @param highlights field -> fragments, the matching words in {@code <em>}, all else HTML-escaped
 * @param moments the frames that fit best, the best first; empty unless asked for
 */
public record FetchedVideo(
    StoredVideo video, Map<String, List<String>> highlights, List<FrameMoment> moments) {}
