package io.kinora.catalog.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which videos there are, without reading them. */
public final class PresentVideos {

  private static final String PRESENT =
      "SELECT id FROM video WHERE id = ANY($1::text[]) AND NOT deleted";

  private final Pool pool;

  public PresentVideos(Pool pool) {
    this.pool = pool;
  }

  /**
   * Those of the ids that stand for a video that was not deleted.
   *
   * @return fails with {@link io.kinora.catalog.CatalogueUnavailableException} while the store is
   *     away
   */
  public Future<Set<String>> of(Collection<String> ids) {
    return Absence.told(pool.preparedQuery(PRESENT).execute(Tuple.of(ids.toArray(String[]::new))))
        .map(
            rows -> {
              Set<String> present = new HashSet<>();
              rows.forEach(row -> present.add(row.getString("id")));
              return present;
            });
  }
}
