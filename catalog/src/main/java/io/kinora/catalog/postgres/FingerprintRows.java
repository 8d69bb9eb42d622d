package io.kinora.catalog.postgres;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;

/**
 * The tables {@code fingerprint} and {@code fingerprint_term}, as the transactions that change
 * videos see them; the videos' rows are locked.
 */
final class FingerprintRows {

  private static final String REMOVE_TERMS =
      """
      DELETE FROM fingerprint_term t
      USING (SELECT seq, unnest(terms) AS term FROM fingerprint WHERE video_id = ANY($1::text[])) old
      WHERE t.term = old.term AND t.seq = old.seq
      """;

  // The same file decoded again keeps its place in the order of age.
  private static final String KEEP =
      """
      WITH old AS (SELECT leader FROM fingerprint WHERE video_id = $1),
      kept AS (
        INSERT INTO fingerprint (video_id, frames, terms) VALUES ($1, $2, $3)
        ON CONFLICT (video_id) DO UPDATE
        SET frames = excluded.frames, terms = excluded.terms, leader = NULL
        RETURNING seq),
      found_by AS (INSERT INTO fingerprint_term (term, seq) SELECT unnest($3), seq FROM kept)
      INSERT INTO duplicate_check (video_id)
      SELECT $1 UNION ALL SELECT leader FROM old WHERE leader IS NOT NULL
      """;

  // Whom it led is to find another leader; whom it followed may be alone now.
  private static final String FORGET =
      """
      WITH gone AS (
        DELETE FROM fingerprint WHERE video_id = ANY($1::text[]) RETURNING video_id, leader)
      INSERT INTO duplicate_check (video_id)
      SELECT f.video_id FROM fingerprint f JOIN gone g ON f.leader = g.video_id
      UNION SELECT leader FROM gone WHERE leader IS NOT NULL
      """;

  private FingerprintRows() {}

  /** What is to be known of a video's file; looking for copies of it follows. */
  static Future<Void> keep(SqlClient client, String id, KeptFingerprint fingerprint) {
    if (fingerprint.terms().length == 0) {
      return forget(client, List.of(id));
    }
    Integer[] terms = boxed(fingerprint.terms());
    return removeTerms(client, List.of(id))
        .compose(
            removed ->
                client
                    .preparedQuery(KEEP)
                    .execute(Tuple.of(id, Buffer.buffer(fingerprint.frames()), terms)))
        .mapEmpty();
  }

  /** The videos are gone, or what they showed is. */
  static Future<Void> forget(SqlClient client, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture();
    }
    return removeTerms(client, ids)
        .compose(
            removed ->
                client.preparedQuery(FORGET).execute(Tuple.of((Object) ids.toArray(String[]::new))))
        .mapEmpty();
  }

  static Future<Void> removeTerms(SqlClient client, Collection<String> ids) {
    return client
        .preparedQuery(REMOVE_TERMS)
        .execute(Tuple.of((Object) ids.toArray(String[]::new)))
        .mapEmpty();
  }

  static Integer[] boxed(int[] values) {
    Integer[] boxed = new Integer[values.length];
    for (int i = 0; i < values.length; i++) {
      boxed[i] = values[i];
    }
    return boxed;
  }
}
