package io.kinora.ranking;

import java.util.Map;

/**
 * What features may know beside the candidate.
 *
 * @param nowMs the request's moment, milliseconds since 1970: one for all candidates, so that a
 *     ranking can be repeated
 * @param channels that the query mentions, and how likely each is meant, 0 to 1
 */
public record RankingContext(long nowMs, Map<String, Double> channels) {

  public RankingContext {
    channels = Map.copyOf(channels);
  }

  public RankingContext(long nowMs) {
    this(nowMs, Map.of());
  }
}
