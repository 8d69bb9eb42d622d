package io.kinora.catalog.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/** Upkeep of large tables: many short statements, so that none holds locks or a connection long. */
final class Chunks {

  private static final int ROWS = 5_000;

  private Chunks() {}

  /**
   * Executes a statement until it finds no more.
   *
   * @param sql changes the rows that {@code $1} says, {@code $2} of them at most
   * @return how many it changed
   */
  static Future<Integer> all(Pool pool, String sql, Object which) {
    return Absence.told(
            pool.preparedQuery(sql).execute(Tuple.of(which, ROWS)).map(RowSet::rowCount))
        .compose(
            changed ->
                changed < ROWS
                    ? Future.succeededFuture(changed)
                    : all(pool, sql, which).map(others -> changed + others));
  }
}
