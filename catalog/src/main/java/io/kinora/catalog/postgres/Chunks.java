package io.kinora.catalog.postgres;

import io.vertx.core.Future;
import io.vertx.core.Promise;
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
    Promise<Integer> done = Promise.promise();
    next(pool, sql, Tuple.of(which, ROWS), 0, done);
    return done.future();
  }

  /** Not one future composed of all chunks: many would be too deep for a stack. */
  private static void next(Pool pool, String sql, Tuple which, int before, Promise<Integer> done) {
    Absence.told(pool.preparedQuery(sql).execute(which).map(RowSet::rowCount))
        .onFailure(done::fail)
        .onSuccess(
            changed -> {
              if (changed < ROWS) {
                done.complete(before + changed);
              } else {
                next(pool, sql, which, before + changed, done);
              }
            });
  }
}
