package io.kinora.catalog.postgres;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * The relay's side of the outbox: take the oldest changes, publish the latest states of their
 * videos, and only then mark them done. A relay that stops in between publishes again.
 */
public final class OutboxRepository {

  private static final int QUEUED_AT_ONCE = 1_000;

  /** Videos may be megabytes; a batch stops growing once it holds this much. */
  private static final long BATCH_BYTES = 16 << 20;

  // The sizes are read off the rows' heads, without fetching what is stored out of line.
  private static final String NEXT =
      """
      WITH head AS (
        SELECT seq, video_id, first_public, news FROM outbox ORDER BY seq LIMIT $1),
      entry AS (
        SELECT video_id, min(seq) AS first_seq, array_agg(seq) AS seqs,
               bool_or(first_public) AS first_public, bit_or(news) AS news
        FROM head GROUP BY video_id),
      sized AS (
        SELECT e.*, sum(pg_column_size(v.metadata) + octet_length(v.derived)
                        + coalesce(octet_length(v.supplied), 0)) OVER (ORDER BY e.first_seq) AS total,
               row_number() OVER (ORDER BY e.first_seq) AS place
        FROM entry e JOIN video v ON v.id = e.video_id)
      SELECT s.seqs, s.first_public AND NOT v.deleted AS first_public,
             CASE WHEN v.deleted THEN 0 ELSE s.news END AS news, %s
      FROM sized s JOIN video v ON v.id = s.video_id
      WHERE s.total <= $2 OR s.place = 1
      ORDER BY s.first_seq
      """
          .formatted(VideoRows.COLUMNS);

  private static final String DONE = "DELETE FROM outbox WHERE seq = ANY($1::bigint[])";

  private static final String REPUBLISH =
      """
      WITH page AS (SELECT id FROM video WHERE id > $1 ORDER BY id LIMIT $2),
      queued AS (INSERT INTO outbox (video_id, first_public) SELECT id, false FROM page)
      SELECT max(id) AS last, count(*)::int AS queued FROM page
      """;

  private static final String SIZE = "SELECT count(*) AS size FROM outbox";

  private static final String LAST = "SELECT coalesce(max(seq), 0) AS last FROM outbox";

  private static final String WAITING = "SELECT count(*) AS size FROM outbox WHERE seq <= $1";

  private final Pool pool;
  private final long batchBytes;

  public OutboxRepository(Pool pool) {
    this(pool, BATCH_BYTES);
  }

  OutboxRepository(Pool pool, long batchBytes) {
    this.pool = pool;
    this.batchBytes = batchBytes;
  }

  /**
   * The oldest changes and the latest states of their videos, as one moment saw them. Changes of
   * one video fall together.
   *
   * @param max most outbox rows to look at; fewer are covered if the videos are large
   */
  public Future<OutboxBatch> next(int max) {
    return pool.preparedQuery(NEXT)
        .execute(Tuple.of(max, batchBytes))
        .map(
            rows -> {
              List<OutboxBatch.Entry> entries = new ArrayList<>(rows.size());
              List<Long> seqs = new ArrayList<>();
              for (Row row : rows) {
                seqs.addAll(List.of(row.getArrayOfLongs("seqs")));
                entries.add(
                    new OutboxBatch.Entry(
                        VideoRows.video(row),
                        OutboxRows.news(row.getBoolean("first_public"), row.getInteger("news"))));
              }
              return new OutboxBatch(entries, seqs);
            });
  }

  /** Forgets the changes that a published batch covered, and no others. */
  public Future<Void> done(OutboxBatch batch) {
    if (batch.isEmpty()) {
      return Future.succeededFuture();
    }
    return pool.preparedQuery(DONE).execute(Tuple.of(batch.seqs().toArray(Long[]::new))).mapEmpty();
  }

  /** How many changes wait to be published. */
  public Future<Long> size() {
    return pool.query(SIZE).execute().map(rows -> rows.iterator().next().getLong("size"));
  }

  /** Number of the newest change that waits to be published, 0 if none does. */
  public Future<Long> last() {
    return pool.query(LAST).execute().map(rows -> rows.iterator().next().getLong("last"));
  }

  /** How many changes up to one, as {@link #last} told it, wait to be published. */
  public Future<Long> size(long through) {
    return pool.preparedQuery(WAITING)
        .execute(Tuple.of(through))
        .map(rows -> rows.iterator().next().getLong("size"));
  }

  /**
   * Queues every video again, deleted ones too, as to fill a new log. Stopping half-way does no
   * harm; what was queued stays queued.
   *
   * @return how many were queued
   */
  public Future<Integer> republishAll() {
    Promise<Integer> done = Promise.promise();
    republishAfter("", 0, done);
    return done.future();
  }

  /** Not one future composed of all pages: a million videos would be too deep for a stack. */
  private void republishAfter(String last, int queued, Promise<Integer> done) {
    pool.preparedQuery(REPUBLISH)
        .execute(Tuple.of(last, QUEUED_AT_ONCE))
        .map(rows -> rows.iterator().next())
        .onFailure(done::fail)
        .onSuccess(
            page -> {
              int added = page.getInteger("queued");
              if (added == 0) {
                done.complete(queued);
              } else {
                republishAfter(page.getString("last"), queued + added, done);
              }
            });
  }
}
