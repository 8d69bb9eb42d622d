package io.kinora.catalog.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.Set;

/** Which videos viewers may see now. */
public final class ShownVideosRepository {

  private static final String SHOWN =
      """
      SELECT id FROM video
      WHERE id = ANY($1::text[]) AND NOT deleted
        AND coalesce((metadata->>'published_at')::timestamptz <= now(), true)
      """;

  private final Pool pool;

  public ShownVideosRepository(Pool pool) {
    this.pool = pool;
  }

  /** Those of the videos that exist and are not to be published only later. */
  public Future<Set<String>> of(Set<String> ids) {
    return Absence.told(pool.preparedQuery(SHOWN).execute(Tuple.of(ids.toArray(String[]::new))))
        .map(
            rows -> {
              Set<String> shown = HashSet.newHashSet(rows.size());
              for (Row row : rows) {
                shown.add(row.getString("id"));
              }
              return shown;
            });
  }
}
