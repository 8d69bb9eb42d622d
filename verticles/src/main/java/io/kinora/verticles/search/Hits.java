package io.kinora.verticles.search;

import io.kinora.indexing.shard.StoredVideo;
import io.kinora.indexing.shard.VideoCard;
import io.kinora.ranking.Ranked;
import io.kinora.search.Candidate;
import io.kinora.search.Hit;
import io.kinora.search.Retriever;
import io.kinora.search.shard.FetchedVideo;
import io.kinora.search.shard.FrameMoment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes hits of what was ranked and what the index keeps for showing. */
final class Hits {

  private static final int MOST_MOMENTS = 5;
  private static final long APART_MS = 1_000;

  private Hits() {}

  static Hit of(Ranked ranked, FetchedVideo fetched) {
    Candidate candidate = ranked.candidate();
    StoredVideo video = fetched.video();
    List<Hit.Moment> moments = moments(candidate, fetched);
    return new Hit(
        video.id(),
        video.title(),
        video.description(),
        video.channel(),
        video.tags(),
        video.language(),
        video.category(),
        video.publishedAtMs(),
        video.durationMs(),
        video.views(),
        video.likes(),
        video.license(),
        video.thumbnail(),
        video.playable(),
        fetched.highlights(),
        moments.isEmpty() ? null : moments.getFirst(),
        foundBy(candidate),
        ranked.score(),
        ranked.explanation(),
        ranked.hidden(),
        moments);
  }

  /** A hit that no search has found. */
  static Hit of(FetchedVideo fetched) {
    StoredVideo video = fetched.video();
    Candidate unfound =
        new Candidate(
            new VideoCard(
                video.id(),
                video.channel(),
                Long.MIN_VALUE,
                -1,
                video.views(),
                video.likes(),
                null),
            new float[Retriever.values().length],
            0,
            -1,
            null);
    return of(new Ranked(unfound, 0, null), fetched);
  }

  /** A hit for a client that wants ids only: nothing is fetched for it. */
  static Hit bare(Ranked ranked) {
    Candidate candidate = ranked.candidate();
    return new Hit(
        candidate.id(),
        "",
        "",
        null,
        List.of(),
        null,
        null,
        null,
        null,
        0,
        0,
        null,
        null,
        false,
        Map.of(),
        null,
        foundBy(candidate),
        ranked.score(),
        ranked.explanation(),
        ranked.hidden(),
        List.of());
  }

  /**
   * Only where sight found the video: a best frame exists for every video, but it need not be why
   * it is here. The one that it was ranked by comes first; with a picture that may be another than
   * the one whose vector is nearest.
   */
  private static List<Hit.Moment> moments(Candidate candidate, FetchedVideo fetched) {
    if (candidate.momentMs() < 0 || !candidate.foundBy(Retriever.FRAME)) {
      return List.of();
    }
    List<Hit.Moment> moments = new ArrayList<>(MOST_MOMENTS);
    double score = candidate.scores()[Retriever.FRAME.ordinal()];
    moments.add(moment(fetched, candidate.momentMs(), score));
    for (FrameMoment other : fetched.moments()) {
      boolean apart = Math.abs(other.timestampMs() - candidate.momentMs()) >= APART_MS;
      if (apart && moments.size() < MOST_MOMENTS) {
        moments.add(moment(fetched, other.timestampMs(), other.score()));
      }
    }
    return moments;
  }

  private static Hit.Moment moment(FetchedVideo fetched, long timestampMs, double score) {
    return new Hit.Moment(timestampMs, fetched.video().thumbnailAt(timestampMs), score);
  }

  private static List<String> foundBy(Candidate candidate) {
    List<String> keys = new ArrayList<>(4);
    for (Retriever retriever : Retriever.values()) {
      if (candidate.foundBy(retriever)) {
        keys.add(retriever.key());
      }
    }
    return keys;
  }
}
