package io.kinora.search.shard;

import io.kinora.catalog.Vector;
import io.kinora.search.Wording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be shown of videos.
 *
 * @param ids of the videos
 * @param words to highlight; empty for none
 * @param wording how they were looked for
 * @param sight to rank a video's frames by, or null for no moments
 */
public record FetchQuery(List<String> ids, String words, Wording wording, @Nullable Vector sight) {}
