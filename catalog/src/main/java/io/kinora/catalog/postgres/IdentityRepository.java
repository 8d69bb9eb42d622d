package io.kinora.catalog.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** The few values by which an installation knows itself again, as its id. */
public final class IdentityRepository {

  // The no-op update makes the row that was there come back.
  private static final String AGREE =
      """
      INSERT INTO identity AS i (key, value) VALUES ($1, $2)
      ON CONFLICT (key) DO UPDATE SET value = i.value
      RETURNING value
      """;

  private static final String FIND = "SELECT value FROM identity WHERE key = $1";

  private static final String SET =
      """
      INSERT INTO identity (key, value) VALUES ($1, $2)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value
      """;

  private final Pool pool;

  public IdentityRepository(Pool pool) {
    this.pool = pool;
  }

  public Future<Optional<String>> find(String key) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(key))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(row.getString("value"));
              }
              return Optional.empty();
            });
  }

  /** Sets a value unless there is one; all who ask get the same, whoever was first. */
  public Future<String> agree(String key, String proposal) {
    return pool.preparedQuery(AGREE)
        .execute(Tuple.of(key, proposal))
        .map(rows -> rows.iterator().next().getString("value"));
  }

  public Future<Void> set(String key, String value) {
    return pool.preparedQuery(SET).execute(Tuple.of(key, value)).mapEmpty();
  }
}
