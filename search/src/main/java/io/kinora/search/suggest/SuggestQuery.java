package io.kinora.search.suggest;

import io.kinora.search.filter.Filter;
import org.jspecify.annotations.Nullable;

/**
 * What every shard is asked to complete.
 *
 * @param text as typed
 * @param limit 1 to 20
 * @param filter only videos that match it offer anything
 * @param lang BCP 47 tag: videos in that language come a little sooner; or null
 */
public record SuggestQuery(String text, int limit, Filter filter, @Nullable String lang) {}
