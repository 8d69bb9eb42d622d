package io.kinora.search.suggest;

import java.util.List;

/**
 * What a shard offers.
 *
 * @param suggestions the best first
 * @param cutShort whether time ran out before all was looked at
 */
public record SuggestAnswer(List<Suggestion> suggestions, boolean cutShort) {}
