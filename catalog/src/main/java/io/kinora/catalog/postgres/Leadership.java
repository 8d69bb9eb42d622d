package io.kinora.catalog.postgres;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * Being the one relay that publishes. It lasts as long as the database session that holds the lock,
 * so it is lost with the connection and never outlives its process.
 */
public final class Leadership {

  private static final String UNLOCK = "SELECT pg_advisory_unlock($1)";

  private final SqlConnection connection;
  private final long lock;
  private final Promise<Void> ended = Promise.promise();

  Leadership(SqlConnection connection, long lock) {
    this.connection = connection;
    this.lock = lock;
    connection.closeHandler(closed -> ended.tryComplete());
  }

  /** Succeeds when leadership is over: given up, or lost with its connection. */
  public Future<Void> ended() {
    return ended.future();
  }

  /** Gives leadership up, so that another node can take it at once. */
  public Future<Void> close() {
    if (!ended.tryComplete()) {
      return Future.succeededFuture();
    }
    return connection
        .preparedQuery(UNLOCK)
        .execute(Tuple.of(lock))
        .eventually(connection::close)
        .mapEmpty();
  }
}
