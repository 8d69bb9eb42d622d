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
   * What is known of videos, by id. Never fails: where the catalogue does not answer within a
   * second, events are taken for good.
   */
  public Future<Map<String, VideoFacts>> of(Set<String> ids) {
    Map<String, VideoFacts> facts = new HashMap<>(known.getAllPresent(ids));
    Set<String> missing = new HashSet<>(ids);
    missing.removeAll(facts.keySet());
    if (missing.isEmpty()) {
      return Future.succeededFuture(facts);
    }
    return videos
        .of(missing)
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .map(
            found -> {
              for (String id : missing) {
                VideoFacts one = found.getOrDefault(id, VideoFacts.UNKNOWN);
                known.put(id, one);
                facts.put(id, one);
              }
              return facts;
            })
        .otherwise(
            away -> {
              LOG.debug("Events are taken without a look at their videos", away);
              return facts;
            });
  }
}
