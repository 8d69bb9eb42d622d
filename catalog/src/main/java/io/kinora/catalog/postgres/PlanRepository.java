package io.kinora.catalog.postgres;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Video;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The plan that the jobs of the whole catalogue were made after, and what is left of them. */
public final class PlanRepository {

  private static final int AT_ONCE = 200;

  private static final String NEXT_IDS =
      "SELECT id FROM video WHERE id > $1 AND NOT deleted ORDER BY id LIMIT $2";

  private static final String PLANNING = "DELETE FROM identity WHERE key IN ('plan', 'planned')";

  private static final String PLANNED =
      """
      INSERT INTO identity (key, value)
      VALUES ('plan', $1), ('planned', nextval(pg_get_serial_sequence('job', 'number'))::text)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value
      """;

  private static final String FIND =
      """
      SELECT last.value::bigint AS last
      FROM identity plan CROSS JOIN identity last
      WHERE plan.key = 'plan' AND plan.value = $1 AND last.key = 'planned'
      """;

  private static final String OWED =
      """
      SELECT count(*) AS jobs FROM job
      WHERE stage = 'embed' AND state <> 'failed' AND number <= $1
      """;

  private final Pool pool;
  private final Supplier<JobPlan> plan;

  /**
   * @param plan as for {@link JobRepository}
   */
  public PlanRepository(Pool pool, Supplier<JobPlan> plan) {
    this.pool = pool;
    this.plan = plan;
  }

  /** Whether the catalogue's jobs were made after this plan. */
  public Future<Boolean> isPlanned(JobPlan wanted) {
    return last(wanted).map(Optional::isPresent);
  }

  /**
   * Embedding of what was in the catalogue when it was planned.
   *
   * @param planning which time of planning it was, by the number of the last job that it knew
   * @param jobs how many of them still wait or run
   */
  public record Owed(long planning, long jobs) {}

  /**
   * What is still owed after this plan. Videos that came since are not in it: under a steady stream
   * of them there are always some.
   *
   * @return empty if the catalogue is not planned after it
   */
  public Future<Optional<Owed>> owed(JobPlan wanted) {
    return last(wanted)
        .compose(
            last ->
                last.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : owed(last.get()).map(Optional::of));
  }

  private Future<Owed> owed(long last) {
    return pool.preparedQuery(OWED)
        .execute(Tuple.of(last))
        .map(rows -> new Owed(last, rows.iterator().next().getLong("jobs")));
  }

  private Future<Optional<Long>> last(JobPlan wanted) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(wanted.toString()))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(row.getLong("last"));
              }
              return Optional.empty();
            });
  }

  /**
   * Goes through the whole catalogue and makes its jobs what the plan wants, and forgets what
   * encoders made that are of no use any more: needed when the plan has changed. Stopping half-way
   * does no harm: then it is not planned.
   *
   * @return how many videos were looked at
   */
  public Future<Long> replanAll() {
    JobPlan now = plan.get();
    return pool.query(PLANNING)
        .execute()
        .compose(
            begun -> {
              Promise<Long> done = Promise.promise();
              replanAfter(now, "", 0, done);
              return done.future();
            })
        .compose(
            seen ->
                pool.preparedQuery(PLANNED).execute(Tuple.of(now.toString())).map(noted -> seen));
  }

  /** Not one future composed of all pages: a million videos would be too deep for a stack. */
  private void replanAfter(JobPlan now, String last, long seen, Promise<Long> done) {
    pool.withTransaction(connection -> replanPage(connection, now, last))
        .onFailure(done::fail)
        .onSuccess(
            ids -> {
              if (ids.isEmpty()) {
                done.complete(seen);
              } else {
                replanAfter(now, ids.getLast(), seen + ids.size(), done);
              }
            });
  }

  private static Future<List<String>> replanPage(
      SqlConnection connection, JobPlan now, String last) {
    return connection
        .preparedQuery(NEXT_IDS)
        .execute(Tuple.of(last, AT_ONCE))
        .compose(
            rows -> {
              List<String> ids = new ArrayList<>();
              rows.forEach(row -> ids.add(row.getString("id")));
              return VideoRows.lock(connection, ids)
                  .compose(
                      videos ->
                          JobRows.replanInBackground(connection, now, videos.values())
                              .compose(planned -> tidy(connection, now, videos.values())))
                  .map(tidied -> ids);
            });
  }

  /** Not a change of the video: its version stays, and nobody is told. */
  private static Future<Void> tidy(
      SqlConnection connection, JobPlan now, Collection<Video> videos) {
    List<Video> smaller = new ArrayList<>();
    for (Video video : videos) {
      Derived tidied = now.tidy(video.derived());
      if (!tidied.equals(video.derived())) {
        smaller.add(video.withDerived(tidied));
      }
    }
    return VideoRows.updateDerived(connection, smaller).mapEmpty();
  }
}
