package io.kinora.catalog.postgres;

import io.kinora.catalog.Stage;
import io.kinora.catalog.Video;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** The table {@code job}, as the transactions that change videos see it. */
final class JobRows {

  private static final String DELETE =
      """
      DELETE FROM job j USING unnest($1::text[], $2::text[]) AS d(video_id, stage)
      WHERE j.video_id = d.video_id AND j.stage = d.stage
      """;

  // A job for another subject is a new job: whoever holds the old one's lease has lost it.
  private static final String UPSERT =
      """
      INSERT INTO job AS j (video_id, stage, subject, state, due, background)
      SELECT video_id, stage, subject, 'queued', now(), $4
      FROM unnest($1::text[], $2::text[], $3::text[]) AS w(video_id, stage, subject)
      ON CONFLICT (video_id, stage) DO UPDATE
      SET subject = excluded.subject, state = 'queued', attempts = 0, stops = 0,
          due = least(j.due, excluded.due), background = j.background AND excluded.background,
          lease_token = NULL, percent = 0, failure = NULL
      WHERE j.subject <> excluded.subject
      """;

  // Not removed yet: if there is more of it to do, it keeps its number.
  private static final String RELEASE =
      """
      UPDATE job j SET state = 'queued', lease_token = NULL, subject = ''
      FROM unnest($1::text[], $2::text[], $3::uuid[]) AS d(video_id, stage, lease_token)
      WHERE j.video_id = d.video_id AND j.stage = d.stage AND j.lease_token = d.lease_token
      RETURNING d.lease_token
      """;

  private JobRows() {}

  static String name(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  static Stage stage(String name) {
    return Stage.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Makes the jobs of changed videos what the plan wants; the videos' rows are locked. */
  static Future<Void> replan(SqlClient client, JobPlan plan, Collection<Video> changed) {
    return replan(client, plan, changed, false);
  }

  /** As {@link #replan}, of videos that have not changed, after a plan that has. */
  static Future<Void> replanInBackground(SqlClient client, JobPlan plan, Collection<Video> same) {
    return replan(client, plan, same, true);
  }

  private static Future<Void> replan(
      SqlClient client, JobPlan plan, Collection<Video> videos, boolean background) {
    Jobs needless = new Jobs();
    Jobs needed = new Jobs();
    for (Video video : videos) {
      Set<Stage> stages = plan.needed(video);
      for (Stage stage : Stage.values()) {
        (stages.contains(stage) ? needed : needless).add(video, stage, plan.subject(stage, video));
      }
    }
    return needless.delete(client).compose(deleted -> needed.upsert(client, background));
  }

  /**
   * Gives back jobs that are still ours and done; {@link #replan} must follow for their videos.
   *
   * @return the leases of those that were
   */
  static Future<Set<UUID>> release(SqlClient client, List<Job> jobs) {
    Tuple keys =
        Tuple.of(
            jobs.stream().map(Job::videoId).toArray(String[]::new),
            jobs.stream().map(job -> name(job.stage())).toArray(String[]::new),
            jobs.stream().map(Job::lease).toArray(UUID[]::new));
    return client
        .preparedQuery(RELEASE)
        .execute(keys)
        .map(
            rows -> {
              Set<UUID> held = new HashSet<>();
              rows.forEach(row -> held.add(row.getUUID("lease_token")));
              return held;
            });
  }

  /** The key columns of some jobs. */
  private static final class Jobs {
    private final List<String> ids = new ArrayList<>();
    private final List<String> stages = new ArrayList<>();
    private final List<String> subjects = new ArrayList<>();

    void add(Video video, Stage stage, String subject) {
      ids.add(video.id());
      stages.add(name(stage));
      subjects.add(subject);
    }

    Future<Void> delete(SqlClient client) {
      return ids.isEmpty()
          ? Future.succeededFuture()
          : client
              .preparedQuery(DELETE)
              .execute(Tuple.from(List.of(array(ids), array(stages))))
              .mapEmpty();
    }

    Future<Void> upsert(SqlClient client, boolean background) {
      return ids.isEmpty()
          ? Future.succeededFuture()
          : client
              .preparedQuery(UPSERT)
              .execute(Tuple.of(array(ids), array(stages), array(subjects), background))
              .mapEmpty();
    }

    private static String[] array(List<String> values) {
      return values.toArray(String[]::new);
    }
  }
}
