package io.kinora.catalog.postgres;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Stage;
import io.kinora.catalog.Video;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The work queue. A worker claims jobs for a time (the lease), extends it while it works, and
 * completes, fails or postpones them. A job whose worker falls silent is claimed by another once
 * the lease is over; the third time it fails for good, since it may be what stops the workers.
 */
public final class JobRepository {

  private static final int MOST_STOPS = 3;

  /** One claim in so many asks for jobs in the background first. */
  private static final int BACKGROUND_EVERY = 4;

  private static final String CLAIM =
      """
      WITH claimable AS (
        SELECT video_id, stops + (state = 'running')::int AS stops
        FROM job
        WHERE stage = $1 AND background = $6 AND state <> 'failed' AND due <= now()
        ORDER BY due LIMIT $2
        FOR UPDATE SKIP LOCKED)
      UPDATE job j
      SET stops = c.stops,
          state = CASE WHEN c.stops < $4 THEN 'running' ELSE 'failed' END,
          failure = CASE WHEN c.stops < $4 THEN NULL ELSE $5 END,
          lease_token = CASE WHEN c.stops < $4 THEN gen_random_uuid() END,
          attempts = j.attempts + 1,
          percent = 0,
          due = now() + $3::bigint * interval '1 ms'
      FROM claimable c
      WHERE j.video_id = c.video_id AND j.stage = $1
      RETURNING j.video_id, j.lease_token, j.attempts
      """;

  private static final String OF_LEASE = " WHERE video_id = $1 AND stage = $2 AND lease_token = $3";

  private static final String PROGRESS =
      "UPDATE job SET percent = $4, due = now() + $5::bigint * interval '1 ms'" + OF_LEASE;

  private static final String FAIL =
      "UPDATE job SET state = 'failed', lease_token = NULL, failure = $4" + OF_LEASE;

  private static final String RETRY_LATER =
      "UPDATE job SET state = 'queued', lease_token = NULL, percent = 0,"
          + " due = now() + $4::bigint * interval '1 ms'"
          + OF_LEASE;

  private static final String COUNTS =
      """
      SELECT stage,
             count(*) FILTER (WHERE state = 'queued') AS queued,
             count(*) FILTER (WHERE state = 'running') AS running,
             count(*) FILTER (WHERE state = 'failed') AS failed
      FROM job GROUP BY stage
      """;

  private final Pool pool;
  private final Supplier<JobPlan> plan;
  private final AtomicInteger claims = new AtomicInteger();

  /**
   * @param plan what it says now, the same on every node as soon as may be: a write on any of them
   *     makes the jobs that the plan wants and removes the others
   */
  public JobRepository(Pool pool, Supplier<JobPlan> plan) {
    this.pool = pool;
    this.plan = plan;
  }

  /**
   * Claims jobs that are due, those that have waited longest first. Those that {@link
   * PlanRepository#replanAll} made are in the background: they have every fourth claim, and all
   * that the others leave.
   *
   * @param lease how long they are ours if nothing is heard of us
   * @return at most {@code max} jobs; empty if there is nothing to do
   */
  public Future<List<Job>> claim(Stage stage, int max, Duration lease) {
    boolean background = claims.incrementAndGet() % BACKGROUND_EVERY == 0;
    return claim(stage, max, lease, background)
        .compose(
            jobs ->
                jobs.isEmpty()
                    ? claim(stage, max, lease, !background)
                    : Future.succeededFuture(jobs));
  }

  private Future<List<Job>> claim(Stage stage, int max, Duration lease, boolean background) {
    Tuple parameters =
        Tuple.of(
            JobRows.name(stage),
            max,
            lease.toMillis(),
            MOST_STOPS,
            stoppedTooOften(stage),
            background);
    // The videos are read after the claim has committed: a change since then either shows in what
    // is read, or comes later and, if it matters to the job, voids the lease.
    return pool.preparedQuery(CLAIM)
        .execute(parameters)
        .compose(
            claimed -> {
              List<String> ids = new ArrayList<>();
              claimed.forEach(row -> ids.add(row.getString("video_id")));
              return VideoRows.find(pool, ids).map(videos -> jobs(stage, claimed, videos));
            });
  }

  /**
   * Reports how far a job has come, 0 to 100 percent, and extends its lease to {@code lease} from
   * now.
   *
   * @return false if the job is ours no longer: stop working on it
   */
  public Future<Boolean> progress(Job job, int percent, Duration lease) {
    return ofLease(PROGRESS, job, percent, lease.toMillis());
  }

  /**
   * Ends a job that can never succeed. It stays failed until there is something else to work on.
   *
   * @param reason for the publisher
   * @return false if the job was ours no longer
   */
  public Future<Boolean> fail(Job job, String reason) {
    return ofLease(FAIL, job, reason);
  }

  /**
   * Gives a job back for a while. How often is up to the worker, who sees {@link Job#attempts}.
   *
   * @return false if the job was ours no longer
   */
  public Future<Boolean> retryLater(Job job, Duration delay) {
    return ofLease(RETRY_LATER, job, delay.toMillis());
  }

  /**
   * As {@link #completeAll} with one job.
   *
   * @return false if the job was ours no longer; then nothing was changed
   */
  public Future<Boolean> complete(Job job, UnaryOperator<Derived> change) {
    return completeAll(List.of(new Completion(job, change))).map(List::getFirst);
  }

  /**
   * Ends jobs with success. In one transaction: what they found is added to their videos, the
   * versions rise, the changes go to the outbox, and the jobs give way to those that follow.
   *
   * @return for each completion whether it was applied; false if the job was ours no longer
   */
  @SuppressWarnings("NullAway") // A transaction may return null; this one does not.
  public Future<List<Boolean>> completeAll(List<Completion> completions) {
    if (completions.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return pool.withTransaction(connection -> completeAll(connection, completions));
  }

  /** How many jobs there are, for every stage. */
  public Future<Map<Stage, JobCounts>> counts() {
    return pool.query(COUNTS)
        .execute()
        .map(
            rows -> {
              Map<Stage, JobCounts> counts = new EnumMap<>(Stage.class);
              for (Stage stage : Stage.values()) {
                counts.put(stage, JobCounts.NONE);
              }
              for (Row row : rows) {
                counts.put(
                    JobRows.stage(row.getString("stage")),
                    new JobCounts(
                        row.getLong("queued"), row.getLong("running"), row.getLong("failed")));
              }
              return counts;
            });
  }

  private Future<List<Boolean>> completeAll(
      SqlConnection connection, List<Completion> completions) {
    JobPlan now = plan.get();
    List<String> ids = completions.stream().map(c -> c.job().videoId()).toList();
    List<Job> jobs = completions.stream().map(Completion::job).toList();
    return VideoRows.lock(connection, ids)
        .compose(
            rows ->
                JobRows.release(connection, jobs).map(held -> new CompletionBatch(now, rows, held)))
        .compose(
            batch -> {
              completions.forEach(batch::apply);
              return VideoRows.updateDerived(connection, batch.changed())
                  .compose(updated -> JobRows.replan(connection, now, batch.changed()))
                  .compose(planned -> keepFingerprints(connection, completions, batch.results()))
                  .compose(kept -> OutboxRows.add(connection, batch.changed(), batch::news))
                  .map(added -> batch.results());
            });
  }

  private static Future<Void> keepFingerprints(
      SqlConnection connection, List<Completion> completions, List<Boolean> applied) {
    Future<Void> kept = Future.succeededFuture();
    for (int i = 0; i < completions.size(); i++) {
      KeptFingerprint fingerprint = completions.get(i).fingerprint();
      String id = completions.get(i).job().videoId();
      if (applied.get(i) && fingerprint != null) {
        kept = kept.compose(before -> FingerprintRows.keep(connection, id, fingerprint));
      }
    }
    return kept;
  }

  private Future<Boolean> ofLease(String sql, Job job, Object... values) {
    Tuple parameters = Tuple.of(job.videoId(), JobRows.name(job.stage()), job.lease());
    for (Object value : values) {
      parameters.addValue(value);
    }
    return pool.preparedQuery(sql).execute(parameters).map(rows -> rows.rowCount() == 1);
  }

  private static List<Job> jobs(Stage stage, RowSet<Row> claimed, Map<String, Video> videos) {
    List<Job> jobs = new ArrayList<>();
    for (Row row : claimed) {
      UUID lease = row.getUUID("lease_token");
      Video video = videos.get(row.getString("video_id"));
      // The job of a video that was deleted since the claim is gone with it.
      if (lease != null && video != null && !video.deleted()) {
        jobs.add(new Job(video.id(), stage, lease, row.getInteger("attempts"), video));
      }
    }
    return jobs;
  }

  private static String stoppedTooOften(Stage stage) {
    return switch (stage) {
      case DECODE -> "the decoder stopped three times on this file";
      case EMBED -> "the embedder stopped three times on this video";
    };
  }
}
