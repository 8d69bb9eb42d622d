package io.kinora.ranking.feature;

import io.kinora.ranking.RankingContext;
import io.kinora.search.fusion.Fused;

/**
 * Whether the video is of a channel that the query mentions: how likely that mention is, 0 to 1; 0
 * for all others.
 */
public final class EntityFeature implements Feature {

  public static final String NAME = "entity";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double value(Fused fused, RankingContext context) {
    String channel = fused.candidate().channel();
    return channel == null ? 0 : context.channels().getOrDefault(channel, 0.0);
  }
}
