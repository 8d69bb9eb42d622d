package io.kinora.search.suggest;

import java.util.List;

/**
 * What all shards offer.
 *
 * @param suggestions the best first
 * @param missing what is missing and why; empty if the answer is whole
 */
public record SuggestResponse(List<Suggestion> suggestions, double tookMs, List<String> missing) {}
