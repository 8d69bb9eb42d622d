package io.kinora.search.standing;

import org.jspecify.annotations.Nullable;

/**
 * A query that a video fits.
 *
 * @param cosine how near it is, if that is why; null if it has the words
 */
public record Fit(StandingQuery query, @Nullable Double cosine) {}
