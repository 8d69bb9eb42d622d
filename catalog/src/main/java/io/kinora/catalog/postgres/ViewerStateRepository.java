package io.kinora.catalog.postgres;

import io.kinora.catalog.Follows;
import io.kinora.catalog.ViewerProfile;
import io.kinora.catalog.ViewerProfile.Followed;
import io.kinora.catalog.ViewerProfile.Place;
import io.kinora.catalog.ViewerProfile.Watched;
import io.kinora.catalog.ViewerState;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What came of what viewers did: whom they follow, what they liked, hid, watched and saw. */
public final class ViewerStateRepository implements Follows {

  private static final int SHOWN_BACK = 1_000;
  private static final int MOST_HIDDEN = 5_000;
  private static final int MOST_SEEN = 3_000;

  private static final String FOLLOWS =
      """
      SELECT channel, at FROM follow WHERE viewer = $1 AND follows ORDER BY at DESC, channel
      """;

  private static final String CHANGED_SINCE =
      "SELECT DISTINCT viewer FROM follow WHERE changed > $1";

  private static final String LIKED =
      """
      SELECT video_id FROM viewer_video WHERE viewer = $1 AND liked
      ORDER BY liked_at DESC, video_id LIMIT $2
      """;

  private static final String HIDDEN =
      """
      SELECT video_id FROM viewer_video WHERE viewer = $1 AND hidden_at IS NOT NULL
      ORDER BY hidden_at DESC, video_id LIMIT $2
      """;

  private static final String SEEN =
      """
      (SELECT video_id FROM viewer_video WHERE viewer = $1 AND watched_at IS NOT NULL
       ORDER BY watched_at DESC, video_id DESC LIMIT $3)
      UNION
      (SELECT video_id FROM interaction
       WHERE viewer = $1 AND received_at > $2 AND video_id IS NOT NULL
         AND type IN ('impression', 'click', 'watch')
       GROUP BY video_id ORDER BY max(received_at) DESC LIMIT $3)
      """;

  private static final String HISTORY =
      """
      SELECT w.video_id, w.watched_at, w.watch_ms,
             v.metadata->>'title' AS title, v.metadata->>'channel' AS channel
      FROM viewer_video w LEFT JOIN video v ON v.id = w.video_id AND NOT v.deleted
      WHERE w.viewer = $1 AND w.watched_at IS NOT NULL AND (w.watched_at, w.video_id) < ($2, $3)
      ORDER BY w.watched_at DESC, w.video_id DESC LIMIT $4
      """;

  private static final String FORGET_WATCHED =
      """
      UPDATE viewer_video SET watched_at = NULL, watch_ms = NULL WHERE (viewer, video_id) IN (
        SELECT viewer, video_id FROM viewer_video WHERE watched_at < $1 LIMIT $2)
      """;

  private static final String FORGET_NOTHINGS =
      """
      DELETE FROM viewer_video WHERE (viewer, video_id) IN (
        SELECT viewer, video_id FROM viewer_video
        WHERE watched_at IS NULL AND hidden_at IS NULL AND liked IS NOT TRUE
          AND (liked_at IS NULL OR liked_at < $1) LIMIT $2)
      """;

  private static final String FORGET_UNFOLLOWED =
      """
      DELETE FROM follow WHERE (viewer, channel) IN (
        SELECT viewer, channel FROM follow WHERE NOT follows AND at < $1 LIMIT $2)
      """;

  /** Later than any time there is. */
  private static final OffsetDateTime END = OffsetDateTime.parse("9999-01-01T00:00:00Z");

  private final Pool pool;

  public ViewerStateRepository(Pool pool) {
    this.pool = pool;
  }

  @Override
  public CompletionStage<Set<String>> of(String viewer) {
    return follows(viewer)
        .map(
            follows -> {
              Set<String> channels = new LinkedHashSet<>();
              follows.forEach(follow -> channels.add(follow.channel()));
              return channels;
            })
        .toCompletionStage();
  }

  private Future<List<Followed>> follows(String viewer) {
    return rows(
        FOLLOWS,
        Tuple.of(viewer),
        row -> new Followed(row.getString(0), row.getOffsetDateTime(1).toInstant()));
  }

  /** Viewers whose follows changed since, by the database's clock. */
  public Future<List<String>> changedSince(Instant time) {
    return rows(CHANGED_SINCE, Tuple.of(time.atOffset(ZoneOffset.UTC)), row -> row.getString(0));
  }

  /**
   * What a feed needs to know; three small queries at once.
   *
   * @param viewer pseudonym
   * @param shownSince a video shown since then counts as seen
   */
  public Future<ViewerState> state(String viewer, Instant shownSince) {
    Future<List<Followed>> follows = follows(viewer);
    Future<List<String>> hidden = ids(HIDDEN, Tuple.of(viewer, MOST_HIDDEN));
    Future<List<String>> seen =
        ids(SEEN, Tuple.of(viewer, shownSince.atOffset(ZoneOffset.UTC), MOST_SEEN));
    return Future.all(follows, hidden, seen)
        .map(
            all -> {
              Set<String> channels = new HashSet<>();
              follows.result().forEach(follow -> channels.add(follow.channel()));
              return new ViewerState(
                  channels, new HashSet<>(hidden.result()), new HashSet<>(seen.result()));
            });
  }

  public Future<ViewerProfile> profile(String viewer) {
    Future<List<Followed>> follows = follows(viewer);
    Future<List<String>> liked = ids(LIKED, Tuple.of(viewer, SHOWN_BACK));
    Future<List<String>> hidden = ids(HIDDEN, Tuple.of(viewer, SHOWN_BACK));
    return Future.all(follows, liked, hidden)
        .map(all -> new ViewerProfile(follows.result(), liked.result(), hidden.result()));
  }

  /**
   * Videos that were watched, each once, the latest first.
   *
   * @param after where the page before ended; null for the first
   */
  public Future<List<Watched>> history(String viewer, @Nullable Place after, int limit) {
    OffsetDateTime before = after == null ? END : after.at().atOffset(ZoneOffset.UTC);
    String id = after == null ? "" : after.videoId();
    return rows(
        HISTORY,
        Tuple.of(viewer, before, id, limit),
        row ->
            new Watched(
                row.getString("video_id"),
                row.getOffsetDateTime("watched_at").toInstant(),
                row.getLong("watch_ms"),
                row.getString("title"),
                row.getString("channel")));
  }

  /** Forgets what was watched before a day, and what is of no account any more. */
  public Future<Void> forgetBefore(LocalDate day) {
    OffsetDateTime limit = day.atStartOfDay().atOffset(ZoneOffset.UTC);
    return Chunks.all(pool, FORGET_WATCHED, limit)
        .compose(done -> Chunks.all(pool, FORGET_NOTHINGS, limit))
        .compose(done -> Chunks.all(pool, FORGET_UNFOLLOWED, limit))
        .mapEmpty();
  }

  private Future<List<String>> ids(String sql, Tuple asked) {
    return rows(sql, asked, row -> row.getString(0));
  }

  private <T> Future<List<T>> rows(String sql, Tuple asked, Function<Row, T> read) {
    return Absence.told(pool.preparedQuery(sql).execute(asked)).map(rows -> list(rows, read));
  }

  private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
    List<T> list = new ArrayList<>(rows.size());
    rows.forEach(row -> list.add(read.apply(row)));
    return list;
  }
}
