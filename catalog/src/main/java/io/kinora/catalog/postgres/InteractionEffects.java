package io.kinora.catalog.postgres;

import static io.kinora.catalog.postgres.InteractionRows.column;
import static io.kinora.catalog.postgres.InteractionRows.time;

import io.kinora.catalog.Follows;
import io.kinora.catalog.Interaction;
import io.kinora.catalog.InteractionType;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What events change: whom a viewer follows, and what they have to do with videos. The word with
 * the latest time counts, whenever it comes in; of equals the one that the log has last.
 */
final class InteractionEffects {

  private static final String FOLLOW =
      """
      INSERT INTO follow AS f (viewer, channel, follows, at)
      SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[], $4::timestamptz[])
      ON CONFLICT (viewer, channel) DO UPDATE
      SET follows = excluded.follows, at = excluded.at, changed = clock_timestamp()
      WHERE excluded.at >= f.at
      RETURNING viewer
      """;

  private static final String DROP_EXCESS =
      """
      DELETE FROM follow f USING (
        SELECT viewer, channel, row_number() OVER (PARTITION BY viewer ORDER BY at DESC) AS place
        FROM follow WHERE viewer = ANY($1::text[])) AS o
      WHERE f.viewer = o.viewer AND f.channel = o.channel AND o.place > $2
      """;

  private static final String VIDEO =
      """
      INSERT INTO viewer_video AS v (viewer, video_id, liked, liked_at, hidden_at, watched_at, watch_ms)
      SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[], $4::timestamptz[],
                           $5::timestamptz[], $6::timestamptz[], $7::bigint[])
      ON CONFLICT (viewer, video_id) DO UPDATE SET
        liked = CASE WHEN excluded.liked_at >= coalesce(v.liked_at, '-infinity')
                     THEN excluded.liked ELSE v.liked END,
        liked_at = greatest(v.liked_at, excluded.liked_at),
        hidden_at = greatest(v.hidden_at, excluded.hidden_at),
        watch_ms = CASE WHEN excluded.watched_at >= coalesce(v.watched_at, '-infinity')
                        THEN excluded.watch_ms ELSE v.watch_ms END,
        watched_at = greatest(v.watched_at, excluded.watched_at)
      """;

  private InteractionEffects() {}

  private record Pair(String viewer, String other) {}

  private record Follow(Pair of, boolean follows, Instant at) {}

  /** What some events say of a viewer and a video. */
  private static final class Video {
    final Pair of;
    @Nullable Boolean liked;
    @Nullable Instant likedAt;
    @Nullable Instant hiddenAt;
    @Nullable Instant watchedAt;
    @Nullable Long watchMs;

    Video(Pair of) {
      this.of = of;
    }

    void likes(boolean likes, Instant at) {
      if (notBefore(at, likedAt)) {
        liked = likes;
        likedAt = at;
      }
    }

    void hides(Instant at) {
      if (notBefore(at, hiddenAt)) {
        hiddenAt = at;
      }
    }

    void watched(@Nullable Long ms, Instant at) {
      if (notBefore(at, watchedAt)) {
        watchMs = ms;
        watchedAt = at;
      }
    }
  }

  private static boolean notBefore(Instant at, @Nullable Instant other) {
    return other == null || !at.isBefore(other);
  }

  /**
   * @return viewers whose follows changed
   */
  static Future<Set<String>> ofChannels(SqlConnection connection, List<Interaction> events) {
    Map<Pair, Follow> latest = new LinkedHashMap<>();
    for (Interaction event : events) {
      switch (event.type()) {
        case FOLLOW, UNFOLLOW -> {
          Pair of = new Pair(event.viewer(), Objects.requireNonNull(event.channelId()));
          Follow said = new Follow(of, event.type() == InteractionType.FOLLOW, event.at());
          latest.merge(of, said, (a, b) -> b.at().isBefore(a.at()) ? a : b);
        }
        default -> {}
      }
    }
    if (latest.isEmpty()) {
      return Future.succeededFuture(Set.of());
    }
    List<Follow> rows = new ArrayList<>(latest.values());
    return connection
        .preparedQuery(FOLLOW)
        .execute(
            Tuple.of(
                column(rows, row -> row.of().viewer(), String.class),
                column(rows, row -> row.of().other(), String.class),
                column(rows, Follow::follows, Boolean.class),
                column(rows, row -> time(row.at()), OffsetDateTime.class)))
        .map(
            changed -> {
              Set<String> viewers = new HashSet<>();
              changed.forEach(row -> viewers.add(row.getString("viewer")));
              return viewers;
            })
        .compose(
            viewers ->
                connection
                    .preparedQuery(DROP_EXCESS)
                    .execute(Tuple.of(viewers.toArray(String[]::new), Follows.MOST))
                    .map(viewers));
  }

  static Future<Void> ofVideos(SqlConnection connection, List<Interaction> events) {
    Map<Pair, Video> videos = new LinkedHashMap<>();
    for (Interaction event : events) {
      switch (event.type()) {
        case LIKE -> video(videos, event).likes(true, event.at());
        case UNLIKE -> video(videos, event).likes(false, event.at());
        case HIDE -> video(videos, event).hides(event.at());
        case WATCH -> video(videos, event).watched(event.watchMs(), event.at());
        case IMPRESSION, CLICK, SHARE, COMMENT, FOLLOW, UNFOLLOW, REPORT, SEARCH -> {}
      }
    }
    if (videos.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Video> rows = new ArrayList<>(videos.values());
    Tuple columns =
        Tuple.tuple()
            .addValue(column(rows, row -> row.of.viewer(), String.class))
            .addValue(column(rows, row -> row.of.other(), String.class))
            .addValue(column(rows, row -> row.liked, Boolean.class))
            .addValue(column(rows, row -> time(row.likedAt), OffsetDateTime.class))
            .addValue(column(rows, row -> time(row.hiddenAt), OffsetDateTime.class))
            .addValue(column(rows, row -> time(row.watchedAt), OffsetDateTime.class))
            .addValue(column(rows, row -> row.watchMs, Long.class));
    return connection.preparedQuery(VIDEO).execute(columns).mapEmpty();
  }

  private static Video video(Map<Pair, Video> videos, Interaction event) {
    return videos.computeIfAbsent(
        new Pair(event.viewer(), Objects.requireNonNull(event.videoId())), Video::new);
  }
}
