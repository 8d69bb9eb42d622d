package io.kinora.catalog.postgres;

import io.kinora.catalog.Video;
import io.kinora.catalog.VideoCatalogue;
import io.kinora.catalog.VideoWrite;
import io.kinora.catalog.WriteResult;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The catalogue in PostgreSQL. A list of writes takes the same few statements however long it is:
 * lock the rows that are there, work out in memory what becomes of them, write new and changed
 * rows, jobs and outbox, commit.
 *
 * <p>That work in memory happens on the caller's Vert.x context: call from a virtual thread, not
 * from an event loop.
 */
public final class VideoRepository implements VideoCatalogue {

  /** The longest list of writes that is taken at once. */
  public static final int MAX_WRITES = 5_000;

  private static final int ATTEMPTS = 5;

  private static final String PENDING =
      "SELECT stage, percent, failure FROM job WHERE video_id = $1 ORDER BY stage LIMIT 1";

  private static final int MAX_SHOWN = 100;

  private static final String GROUP =
      """
      SELECT video_id FROM fingerprint WHERE leader = $1 OR video_id = $1 ORDER BY seq LIMIT $2
      """;

  private final Pool pool;
  private final Supplier<JobPlan> plan;

  /**
   * @param plan what it says now; the same on every node as soon as may be
   */
  public VideoRepository(Pool pool, Supplier<JobPlan> plan) {
    this.pool = pool;
    this.plan = plan;
  }

  @Override
  public Future<Optional<Video>> find(String id) {
    return Absence.told(VideoRows.find(pool, List.of(id)))
        .map(found -> Optional.ofNullable(found.get(id)).filter(video -> !video.deleted()));
  }

  /**
   * {@inheritDoc}
   *
   * <p>A version that a write asks for is 0 for a video that does not exist: {@code ifVersion = 0}
   * creates only. A write whose id or metadata break the rules is {@code Rejected}.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAX_WRITES}
   */
  @Override
  public Future<List<WriteResult>> write(List<VideoWrite> writes) {
    if (writes.size() > MAX_WRITES) {
      throw new IllegalArgumentException(
          writes.size() + " writes at once; allowed: 0 to " + MAX_WRITES);
    }
    if (writes.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return Absence.told(write(List.copyOf(writes), ATTEMPTS));
  }

  @Override
  public Future<Void> expect(String mediaKey) {
    return Absence.told(UnclaimedUploads.expect(pool, mediaKey));
  }

  @Override
  public Future<Optional<JobState>> pending(String id) {
    return Absence.told(pool.preparedQuery(PENDING).execute(Tuple.of(id)))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(
                    new JobState(
                        JobRows.stage(row.getString("stage")),
                        row.getInteger("percent"),
                        row.getString("failure")));
              }
              return Optional.empty();
            });
  }

  @Override
  public Future<List<String>> group(String group) {
    return Absence.told(pool.preparedQuery(GROUP).execute(Tuple.of(group, MAX_SHOWN)))
        .map(
            rows -> {
              List<String> ids = new ArrayList<>(rows.size());
              rows.forEach(row -> ids.add(row.getString("video_id")));
              return ids;
            });
  }

  private Future<List<WriteResult>> write(List<VideoWrite> writes, int attempts) {
    return pool.withTransaction(connection -> write(connection, writes))
        .recover(
            failure ->
                failure instanceof CreatedMeanwhile && attempts > 1
                    ? write(writes, attempts - 1)
                    : Future.failedFuture(failure));
  }

  private Future<List<WriteResult>> write(SqlConnection connection, List<VideoWrite> writes) {
    return VideoRows.lock(connection, WriteBatch.ids(writes))
        .map(
            rows -> {
              WriteBatch batch = new WriteBatch(rows, Instant.now().truncatedTo(ChronoUnit.MILLIS));
              writes.forEach(batch::apply);
              return batch;
            })
        .compose(
            batch ->
                insert(connection, batch.inserts())
                    .compose(inserted -> VideoRows.update(connection, batch.updates()))
                    .compose(updated -> JobRows.replan(connection, plan.get(), batch.changed()))
                    .compose(planned -> FingerprintRows.forget(connection, batch.withoutFile()))
                    .compose(done -> UnclaimedUploads.claim(connection, batch.filesNamed()))
                    .compose(done -> UnclaimedUploads.letGo(connection, batch.filesLeft()))
                    .compose(forgotten -> OutboxRows.add(connection, batch.changed(), batch::news))
                    .map(added -> batch.results()));
  }

  private static Future<Void> insert(SqlConnection connection, List<Video> videos) {
    return VideoRows.insert(connection, videos)
        .compose(
            inserted ->
                inserted == videos.size()
                    ? Future.succeededFuture()
                    : Future.failedFuture(new CreatedMeanwhile()));
  }

  /**
   * A video that was not there to be locked has been created by somebody else before we could. Once
   * created its row stays, so the next attempt can lock it.
   */
  private static final class CreatedMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1;

    CreatedMeanwhile() {
      super("others kept creating the same videos", null, false, false);
    }
  }
}
