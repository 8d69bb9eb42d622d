package io.kinora.catalog.postgres;

import io.kinora.catalog.Viewer;
import io.kinora.catalog.ViewerKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is behind which pseudonym, for as long as they want to be. */
public final class ViewerRepository {

  private static final int PSEUDONYM_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String FIND = "SELECT pseudonym, key FROM viewer WHERE identity = $1";

  // The no-op update makes the row that somebody else has just made come back.
  private static final String MAKE =
      """
      INSERT INTO viewer AS v (pseudonym, identity, key, signed_in) VALUES ($1, $2, $3, $4)
      ON CONFLICT (identity) DO UPDATE SET identity = v.identity
      RETURNING pseudonym, key
      """;

  private static final String KEYS =
      "SELECT pseudonym, key FROM viewer WHERE pseudonym = ANY($1::text[])";

  // Who has this lock cannot be erased before the transaction ends.
  private static final String HELD_KEYS = KEYS + " ORDER BY pseudonym FOR KEY SHARE";

  // Waits for those who hold the key; what they wrote is then there to be deleted.
  private static final String ERASE = "DELETE FROM viewer WHERE identity = $1 RETURNING pseudonym";

  private static final String ERASE_EVENTS = "DELETE FROM interaction WHERE viewer = $1";

  private static final String TO_ANNOUNCE =
      "INSERT INTO erasure (pseudonym) VALUES ($1) ON CONFLICT DO NOTHING";

  private static final String UNANNOUNCED = "SELECT pseudonym FROM erasure LIMIT 1000";

  private static final String ANNOUNCED = "DELETE FROM erasure WHERE pseudonym = ANY($1::text[])";

  private static final String FORGET =
      """
      DELETE FROM viewer WHERE pseudonym IN (
        SELECT pseudonym FROM viewer WHERE NOT signed_in AND seen < $1 LIMIT $2)
      """;

  private final Pool pool;

  public ViewerRepository(Pool pool) {
    this.pool = pool;
  }

  /**
   * @param identity keyed hash of what they are known by outside
   */
  public Future<Optional<Viewer>> find(byte[] identity) {
    return Absence.told(pool.preparedQuery(FIND).execute(Tuple.of(Buffer.buffer(identity))))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(viewer(first(rows))));
  }

  /**
   * The viewer of that identity, made if there is none.
   *
   * @param signedIn whether it is a login; others are forgotten when they have not been seen for
   *     long
   */
  public Future<Viewer> findOrMake(byte[] identity, boolean signedIn) {
    return find(identity)
        .compose(
            found ->
                found.isPresent() ? Future.succeededFuture(found.get()) : make(identity, signedIn));
  }

  private Future<Viewer> make(byte[] identity, boolean signedIn) {
    Tuple made =
        Tuple.of(
            randomPseudonym(),
            Buffer.buffer(identity),
            Buffer.buffer(ViewerKey.random().bytes()),
            signedIn);
    return Absence.told(pool.preparedQuery(MAKE).execute(made)).map(rows -> viewer(first(rows)));
  }

  /** The keys of those viewers that have not been erased, by pseudonym. */
  public Future<Map<String, ViewerKey>> keys(Set<String> pseudonyms) {
    return Absence.told(keys(pool, KEYS, pseudonyms));
  }

  /** Likewise, and none of them can be erased before the transaction has ended. */
  static Future<Map<String, ViewerKey>> hold(SqlConnection inTransaction, Set<String> pseudonyms) {
    return keys(inTransaction, HELD_KEYS, pseudonyms);
  }

  /**
   * Erases a viewer: from then on nothing in this database is theirs, and what the log has of them
   * can be read by nobody. To be followed by a word to the others: {@link #announced}.
   *
   * @return the pseudonym they had; empty if there was no such viewer
   */
  @SuppressWarnings("NullAway") // A transaction may return null; this one does not.
  public Future<Optional<String>> erase(byte[] identity) {
    return Absence.told(
        pool.withTransaction(
            connection ->
                connection
                    .preparedQuery(ERASE)
                    .execute(Tuple.of(Buffer.buffer(identity)))
                    .compose(
                        rows -> {
                          if (rows.size() == 0) {
                            return Future.succeededFuture(Optional.empty());
                          }
                          String pseudonym = first(rows).getString("pseudonym");
                          Tuple who = Tuple.of(pseudonym);
                          return connection
                              .preparedQuery(ERASE_EVENTS)
                              .execute(who)
                              .compose(gone -> connection.preparedQuery(TO_ANNOUNCE).execute(who))
                              .map(noted -> Optional.of(pseudonym));
                        })));
  }

  /** Viewers erased of whom the log does not say so yet, a thousand at most. */
  public Future<List<String>> unannounced() {
    return Absence.told(pool.query(UNANNOUNCED).execute())
        .map(
            rows -> {
              List<String> erased = new ArrayList<>();
              rows.forEach(row -> erased.add(row.getString("pseudonym")));
              return erased;
            });
  }

  /** The log says that they were erased. */
  public Future<Void> announced(List<String> pseudonyms) {
    return Absence.told(
        pool.preparedQuery(ANNOUNCED)
            .execute(Tuple.of(pseudonyms.toArray(String[]::new)))
            .mapEmpty());
  }

  /**
   * Forgets viewers without a login who have not been seen since.
   *
   * @return how many
   */
  public Future<Integer> forgetUnseenSince(LocalDate day) {
    return Chunks.all(pool, FORGET, day);
  }

  private static Future<Map<String, ViewerKey>> keys(
      SqlClient client, String sql, Set<String> pseudonyms) {
    if (pseudonyms.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return client
        .preparedQuery(sql)
        .execute(Tuple.of(pseudonyms.toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, ViewerKey> found = HashMap.newHashMap(rows.size());
              rows.forEach(row -> found.put(row.getString("pseudonym"), key(row)));
              return found;
            });
  }

  private static Row first(RowSet<Row> rows) {
    return rows.iterator().next();
  }

  private static Viewer viewer(Row row) {
    return new Viewer(row.getString("pseudonym"), key(row));
  }

  private static ViewerKey key(Row row) {
    return new ViewerKey(row.getBuffer("key").getBytes());
  }

  private static String randomPseudonym() {
    byte[] random = new byte[PSEUDONYM_BYTES];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
