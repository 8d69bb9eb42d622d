package io.kinora.verticles.search;

import io.kinora.indexing.shard.StoredVideo;
import io.kinora.ranking.Ranked;
import io.kinora.search.Candidate;
import io.kinora.search.Hit;
import io.kinora.search.Retriever;
import io.kinora.search.shard.FetchedVideo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes hits of what was ranked and what the index keeps for showing. */
final class Hits {

  private Hits() {}

  static Hit of(Ranked ranked, FetchedVideo fetched) {
    Candidate candidate = ranked.candidate();
    StoredVideo video = fetched.video();
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
        moment(candidate, video),
        foundBy(candidate),
        ranked.score(),
        ranked.explanation(),
        ranked.hidden());
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
        ranked.hidden());
  }

  /**
   * Only where sight found the video: a best frame exists for every video, but it need not be why
   * it is here.
   */
  private static Hit.@Nullable Moment moment(Candidate candidate, StoredVideo video) {
    if (candidate.momentMs() < 0 || !candidate.foundBy(Retriever.FRAME)) {
      return null;
    }
    return new Hit.Moment(candidate.momentMs(), video.thumbnailAt(candidate.momentMs()));
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
