package io.kinora.catalog.postgres;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Video;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Groups of videos that show the same. A group is a leader and the younger videos that are copies
 * of it; age is the order in which their files were decoded. A check settles one video:
 *
 * <ul>
 *   <li>it follows the older leader that it is most alike, if it is a copy of any;
 *   <li>else it leads, and younger leaders that are copies of it are checked in turn.
 * </ul>
 *
 * A check is asked for when a file has been decoded, and whenever the leader that a video follows
 * leads no more. So whatever the order in which checks are made, and however many at once, they end
 * with the same groups: those that one would get by going through the videos from the oldest.
 *
 * <p>Locks: the check, then the rows of the video and of its leader by id, then anything else of
 * theirs. Who writes or removes a fingerprint holds its video's row.
 */
public final class DuplicateRepository {

  /** Leaders that a video is compared with, those that share most with it. */
  private static final int MOST_SUSPECTS = 32;

  /** Leaders that a term may bring, the oldest. What more than these share says little. */
  private static final int MOST_A_TERM = 64;

  private static final String CLAIM =
      """
      SELECT c.id, c.video_id, f.seq, f.frames
      FROM (SELECT id, video_id FROM duplicate_check ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) c
      LEFT JOIN fingerprint f ON f.video_id = c.video_id
      """;

  private static final String DONE = "DELETE FROM duplicate_check WHERE id = $1";

  private static final String SUSPECTS =
      """
      WITH found AS (
        SELECT t.seq
        FROM unnest($1::integer[]) AS l(term)
        CROSS JOIN LATERAL (
          SELECT seq FROM fingerprint_term t WHERE t.term = l.term ORDER BY seq LIMIT $2) t),
      most AS (
        SELECT seq FROM found WHERE seq <> $3 GROUP BY seq ORDER BY count(*) DESC, seq LIMIT $4)
      SELECT f.video_id, f.seq, f.frames
      FROM most JOIN fingerprint f ON f.seq = most.seq
      WHERE f.leader IS NULL
      ORDER BY f.seq
      """;

  private static final String STANDING =
      """
      SELECT video_id, seq, leader,
             EXISTS (SELECT FROM fingerprint m WHERE m.leader = f.video_id) AS leads
      FROM fingerprint f WHERE video_id = ANY($1::text[])
      """;

  private static final String FOLLOW = "UPDATE fingerprint SET leader = $2 WHERE video_id = $1";

  private static final String LEAD =
      """
      WITH leads AS (
        UPDATE fingerprint SET leader = NULL WHERE video_id = $1 RETURNING seq, terms)
      INSERT INTO fingerprint_term (term, seq) SELECT unnest(terms), seq FROM leads
      ON CONFLICT DO NOTHING
      """;

  private static final String CHECK =
      "INSERT INTO duplicate_check (video_id) SELECT unnest($1::text[])";

  private static final String CHECK_FOLLOWERS =
      """
      INSERT INTO duplicate_check (video_id) SELECT video_id FROM fingerprint WHERE leader = $1
      """;

  private static final String WAITING = "SELECT count(*) AS waiting FROM duplicate_check";

  /** Compares what videos show. */
  public interface Comparison {

    /** The terms by which copies of a video may be found. */
    int[] lookups(byte[] frames);

    /**
     * How alike a video and others are, 0 to 1 each; 0 for what is no copy.
     *
     * @return as many as there are others, in order
     */
    Future<double[]> scores(byte[] frames, List<byte[]> others);
  }

  private record Subject(long check, String id, long seq, byte[] frames) {}

  private record Suspect(String id, long seq, byte[] frames) {}

  /**
   * @param leader whom to follow, or null to lead
   * @param younger leaders that are to be checked if this one leads
   */
  private record Verdict(@Nullable Suspect leader, List<String> younger) {}

  private record Standing(long seq, @Nullable String leader, boolean leads) {}

  private final Pool pool;

  public DuplicateRepository(Pool pool) {
    this.pool = pool;
  }

  /**
   * Makes the check that has waited longest. In one transaction: the video's place, the versions of
   * the videos whose group changes, and the outbox. A check that fails, or whose video or leader
   * has changed meanwhile, is made again.
   *
   * @return false if there was none to be made
   */
  @SuppressWarnings("NullAway") // A transaction may return null; this one does not.
  public Future<Boolean> checkNext(Comparison comparison) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(CLAIM)
                .execute()
                .compose(
                    claimed -> {
                      if (claimed.size() == 0) {
                        return Future.succeededFuture(false);
                      }
                      Row row = claimed.iterator().next();
                      long check = row.getLong("id");
                      Buffer frames = row.getBuffer("frames");
                      Future<Boolean> settled =
                          frames == null
                              ? Future.succeededFuture(true)
                              : check(
                                  connection,
                                  comparison,
                                  new Subject(
                                      check,
                                      row.getString("video_id"),
                                      row.getLong("seq"),
                                      frames.getBytes()));
                      return settled.compose(
                          done ->
                              done
                                  ? connection
                                      .preparedQuery(DONE)
                                      .execute(Tuple.of(check))
                                      .map(removed -> true)
                                  : Future.succeededFuture(true));
                    }));
  }

  /** How many checks are still to be made. */
  public Future<Long> waiting() {
    return pool.query(WAITING).execute().map(rows -> rows.iterator().next().getLong("waiting"));
  }

  private Future<Boolean> check(SqlConnection connection, Comparison comparison, Subject subject) {
    Tuple parameters =
        Tuple.of(
            FingerprintRows.boxed(comparison.lookups(subject.frames)),
            MOST_A_TERM,
            subject.seq,
            MOST_SUSPECTS);
    return connection
        .preparedQuery(SUSPECTS)
        .execute(parameters)
        .map(DuplicateRepository::suspects)
        .compose(
            suspects ->
                comparison
                    .scores(subject.frames, suspects.stream().map(Suspect::frames).toList())
                    .map(scores -> verdict(subject, suspects, scores)))
        .compose(verdict -> settle(connection, subject, verdict));
  }

  private static List<Suspect> suspects(RowSet<Row> rows) {
    List<Suspect> suspects = new ArrayList<>(rows.size());
    for (Row row : rows) {
      suspects.add(
          new Suspect(
              row.getString("video_id"), row.getLong("seq"), row.getBuffer("frames").getBytes()));
    }
    return suspects;
  }

  private static Verdict verdict(Subject subject, List<Suspect> suspects, double[] scores) {
    Suspect leader = null;
    double best = 0;
    List<String> younger = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      Suspect suspect = suspects.get(i);
      if (scores[i] > 0 && suspect.seq > subject.seq) {
        younger.add(suspect.id);
      } else if (scores[i] > best) {
        best = scores[i];
        leader = suspect;
      }
    }
    return new Verdict(leader, younger);
  }

  /**
   * @return false if what the verdict rests on has changed
   */
  private Future<Boolean> settle(SqlConnection connection, Subject subject, Verdict verdict) {
    Suspect leader = verdict.leader;
    List<String> ids = leader == null ? List.of(subject.id) : List.of(subject.id, leader.id);
    return VideoRows.lock(connection, ids)
        .compose(
            videos ->
                standings(connection, ids)
                    .compose(
                        standings -> {
                          Standing own = standings.get(subject.id);
                          if (own == null || own.seq != subject.seq) {
                            // Another file or none: what made it so has asked for its own check.
                            return Future.succeededFuture(true);
                          }
                          if (leader == null) {
                            return lead(connection, subject, own, verdict.younger, videos);
                          }
                          Standing other = standings.get(leader.id);
                          boolean leads =
                              other != null && other.seq == leader.seq && other.leader == null;
                          return leads
                              ? follow(connection, subject, own, leader, videos)
                              : Future.succeededFuture(false);
                        }));
  }

  private static Future<Map<String, Standing>> standings(
      SqlConnection connection, List<String> ids) {
    return connection
        .preparedQuery(STANDING)
        .execute(Tuple.of((Object) ids.toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, Standing> standings = new TreeMap<>();
              for (Row row : rows) {
                standings.put(
                    row.getString("video_id"),
                    new Standing(
                        row.getLong("seq"), row.getString("leader"), row.getBoolean("leads")));
              }
              return standings;
            });
  }

  private static Future<Boolean> lead(
      SqlConnection connection,
      Subject subject,
      Standing own,
      List<String> younger,
      Map<String, Video> videos) {
    List<String> toCheck = new ArrayList<>(younger);
    Future<?> led = Future.succeededFuture();
    if (own.leader != null) {
      toCheck.add(own.leader);
      // Who was looked at while this one could not yet be found as a leader has missed it.
      toCheck.add(subject.id);
      led = connection.preparedQuery(LEAD).execute(Tuple.of(subject.id));
    }
    Map<String, @Nullable String> groups = new TreeMap<>();
    groups.put(subject.id, own.leads ? subject.id : null);
    return led.compose(done -> ask(connection, toCheck))
        .compose(asked -> publish(connection, videos, groups));
  }

  private static Future<Boolean> follow(
      SqlConnection connection,
      Subject subject,
      Standing own,
      Suspect leader,
      Map<String, Video> videos) {
    if (own.leader == null || !own.leader.equals(leader.id)) {
      List<String> left = own.leader == null ? List.of() : List.of(own.leader);
      return FingerprintRows.removeTerms(connection, List.of(subject.id))
          .compose(
              removed -> connection.preparedQuery(FOLLOW).execute(Tuple.of(subject.id, leader.id)))
          .compose(
              followed -> connection.preparedQuery(CHECK_FOLLOWERS).execute(Tuple.of(subject.id)))
          .compose(asked -> ask(connection, left))
          .compose(asked -> publish(connection, videos, grouped(subject, leader)));
    }
    return publish(connection, videos, grouped(subject, leader));
  }

  private static Map<String, @Nullable String> grouped(Subject subject, Suspect leader) {
    Map<String, @Nullable String> groups = new TreeMap<>();
    groups.put(subject.id, leader.id);
    groups.put(leader.id, leader.id);
    return groups;
  }

  private static Future<Void> ask(SqlConnection connection, List<String> ids) {
    return ids.isEmpty()
        ? Future.succeededFuture()
        : connection
            .preparedQuery(CHECK)
            .execute(Tuple.of((Object) ids.toArray(String[]::new)))
            .mapEmpty();
  }

  /** Writes the groups of locked videos where they are not so already. */
  private static Future<Boolean> publish(
      SqlConnection connection, Map<String, Video> videos, Map<String, @Nullable String> groups) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    List<Video> changed = new ArrayList<>();
    groups.forEach(
        (id, group) -> {
          Video video = videos.get(id);
          if (video == null || video.deleted()) {
            return;
          }
          Derived derived = video.derived().withGroup(group);
          if (!derived.equals(video.derived())) {
            changed.add(
                new Video(
                    id,
                    video.version() + 1,
                    video.metadata(),
                    derived,
                    video.createdAt(),
                    now,
                    false));
          }
        });
    return VideoRows.updateDerived(connection, changed)
        .compose(updated -> OutboxRows.add(connection, changed))
        .map(added -> true);
  }
}
