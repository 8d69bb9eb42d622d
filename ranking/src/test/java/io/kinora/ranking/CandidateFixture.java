package io.kinora.ranking;

import io.kinora.indexing.shard.VideoCard;
import io.kinora.search.Candidate;
import io.kinora.search.fusion.Fused;

/** Candidates for tests. */
public final class CandidateFixture {

  private CandidateFixture() {}

  public static Candidate candidate(String id, String channel, long publishedAtMs, long views) {
    return candidate(id, channel, publishedAtMs, views, 0);
  }

  public static Candidate candidate(
      String id, String channel, long publishedAtMs, long views, long likes) {
    float none = Float.NaN;
    return new Candidate(
        new VideoCard(id, channel, publishedAtMs, -1, views, likes, null),
        new float[] {1, none, none, none},
        1,
        -1,
        null);
  }

  public static Fused fused(String id, double score) {
    return new Fused(candidate(id, null, Long.MIN_VALUE, 0), score, null);
  }

  public static Fused fused(Candidate candidate, double score) {
    return new Fused(candidate, score, null);
  }
}
