package io.kinora.ranking;

/**
 * What features may know beside the candidate.
 *
 * @param nowMs the request's moment, milliseconds since 1970: one for all candidates, so that a
 *     ranking can be repeated
 */
public record RankingContext(long nowMs) {}
