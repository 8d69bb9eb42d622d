package io.kinora.catalog.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Uploaded files that no video names, so that none is kept for ever: they are noted before they are
 * stored, claimed by the write that names them, and noted again by the write that names another or
 * deletes the video. Whatever happens in between, an upload is either named or noted.
 */
public final class UnclaimedUploads {

  /** Longer than storing a file may take. */
  private static final Duration UNTIL_NAMED = Duration.ofDays(1);

  /** Until then the index may still tell of it, and its pictures be on somebody's page. */
  private static final Duration UNTIL_REMOVED = Duration.ofMinutes(10);

  private static final String NOTE =
      """
      INSERT INTO unclaimed_upload (media_key, due)
      SELECT DISTINCT key, now() + $2 * interval '1 millisecond' FROM unnest($1::text[]) AS key
      ON CONFLICT (media_key) DO UPDATE SET due = excluded.due
      """;

  private static final String FORGET =
      "DELETE FROM unclaimed_upload WHERE media_key = ANY($1::text[])";

  private static final String DUE =
      """
      SELECT media_key FROM unclaimed_upload
      WHERE due <= now() AND media_key <> ALL($2::text[]) ORDER BY due LIMIT $1
      """;

  private final Pool pool;

  public UnclaimedUploads(Pool pool) {
    this.pool = pool;
  }

  /**
   * Files that are to be removed, the longest due first.
   *
   * @param most 1 or more
   * @param but keys that are left out
   */
  public Future<List<String>> due(int most, Collection<String> but) {
    return Absence.told(
        pool.preparedQuery(DUE)
            .execute(Tuple.of(most, (Object) but.toArray(String[]::new)))
            .map(
                rows -> {
                  List<String> keys = new ArrayList<>(rows.size());
                  for (Row row : rows) {
                    keys.add(row.getString("media_key"));
                  }
                  return keys;
                }));
  }

  /** They have been removed. */
  public Future<Void> removed(Collection<String> mediaKeys) {
    return Absence.told(forget(pool, mediaKeys));
  }

  /** One is about to be stored. */
  static Future<Void> expect(SqlClient client, String mediaKey) {
    return note(client, List.of(mediaKey), UNTIL_NAMED);
  }

  /** Videos name them now; part of the transaction that writes those. */
  static Future<Void> claim(SqlClient client, Collection<String> mediaKeys) {
    return forget(client, mediaKeys);
  }

  /** Videos name them no more; part of the transaction that writes those. */
  static Future<Void> letGo(SqlClient client, Collection<String> mediaKeys) {
    return note(client, mediaKeys, UNTIL_REMOVED);
  }

  private static Future<Void> note(SqlClient client, Collection<String> mediaKeys, Duration until) {
    return mediaKeys.isEmpty()
        ? Future.succeededFuture()
        : client
            .preparedQuery(NOTE)
            .execute(Tuple.of(mediaKeys.toArray(String[]::new), until.toMillis()))
            .mapEmpty();
  }

  private static Future<Void> forget(SqlClient client, Collection<String> mediaKeys) {
    return mediaKeys.isEmpty()
        ? Future.succeededFuture()
        : client
            .preparedQuery(FORGET)
            .execute(Tuple.of((Object) mediaKeys.toArray(String[]::new)))
            .mapEmpty();
  }
}
