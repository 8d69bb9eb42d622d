package io.kinora.verticles.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.kinora.catalog.VideoFacts;
import io.kinora.catalog.postgres.VideoFactsRepository;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Facts about videos, those of late in memory. */
public final class KnownVideos {

  private static final Logger LOG = LoggerFactory.getLogger(KnownVideos.class);

  /** Some 200 bytes each. */
  private static final int MOST = 100_000;

  private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

  /** A video whose length is not known is perhaps being decoded just now. */
  private static final Duration LOOKED_AGAIN_AFTER = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final VideoFactsRepository videos;
  private final Cache<String, VideoFacts> known =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfter(
              Expiry.writing(
                  (String id, VideoFacts facts) ->
                      facts.durationMs() > 0 ? KNOWN_FOR : LOOKED_AGAIN_AFTER))
          .build();

  public KnownVideos(VideoFactsRepository videos) {
    this.videos = videos;
  }

  /**
   * @param facts by id; of what is neither here nor absent, nothing could be found out
   * @param absent ids of videos that there never were
   */
  public record Answer(Map<String, VideoFacts> facts, Set<String> absent) {}

  /**
   * What is known of videos. Never fails: where the catalogue does not answer within a second,
   * events are taken for good. That there is no such video is not kept: it may be put in a moment.
   */
  public Future<Answer> of(Set<String> ids) {
    Map<String, VideoFacts> facts = new HashMap<>(known.getAllPresent(ids));
    Set<String> missing = new HashSet<>(ids);
    missing.removeAll(facts.keySet());
    if (missing.isEmpty()) {
      return Future.succeededFuture(new Answer(facts, Set.of()));
    }
    return videos
        .of(missing)
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .map(
            found -> {
              known.putAll(found);
              facts.putAll(found);
              missing.removeAll(found.keySet());
              return new Answer(facts, missing);
            })
        .otherwise(
            away -> {
              LOG.debug("Events are taken without a look at their videos", away);
              return new Answer(facts, Set.of());
            });
  }
}
