package io.kinora.catalog.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/**
 * What one node at a time may do. A lease ends by itself, by the database's clock, so a node that
 * is frozen or cut off does not keep it; such a node may believe for a while that it still has it,
 * so what it guards must also be fenced.
 */
public final class LeaseRepository {

  private static final String TAKE =
      """
      INSERT INTO lease AS l (name, holder, ends)
      VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, ends = excluded.ends
      WHERE l.holder = excluded.holder OR l.ends < clock_timestamp()
      """;

  private static final String GIVE_UP = "DELETE FROM lease WHERE name = $1 AND holder = $2";

  private final Pool pool;

  public LeaseRepository(Pool pool) {
    this.pool = pool;
  }

  /**
   * Takes a lease that is free, has ended, or is the holder's own.
   *
   * @param holder who takes it, the same after a restart
   * @return false if another has it
   */
  public Future<Boolean> take(String name, String holder, Duration term) {
    return pool.preparedQuery(TAKE)
        .execute(Tuple.of(name, holder, term.toMillis()))
        .map(taken -> taken.rowCount() == 1);
  }

  /** Lets another have it at once; without effect if the holder has it no more. */
  public Future<Void> giveUp(String name, String holder) {
    return pool.preparedQuery(GIVE_UP).execute(Tuple.of(name, holder)).mapEmpty();
  }
}
