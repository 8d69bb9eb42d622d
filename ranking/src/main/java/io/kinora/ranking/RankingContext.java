package io.kinora.ranking;

import io.kinora.catalog.Counters;
import java.util.Map;

/**
 * What features may know beside the candidate.
 *
 * @param nowMs the request's moment, milliseconds since 1970: one for all candidates, so that a
 *     ranking can be repeated
 * @param channels that the query mentions, and how likely each is meant, 0 to 1
 * @param counters what viewers did
 */
public record RankingContext(long nowMs, Map<String, Double> channels, Counters counters) {

  public RankingContext {
    channels = Map.copyOf(channels);
  }

  public RankingContext(long nowMs, Map<String, Double> channels) {
    this(nowMs, channels, Counters.NONE);
  }

  public RankingContext(long nowMs) {
    this(nowMs, Map.of());
  }
}
