package io.kinora.catalog.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The daily partitions of the table {@code interaction}. */
final class InteractionDays {

  private static final String PREFIX = "interaction_d";
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private static final String SHORT_WAIT = "SET LOCAL lock_timeout = '1s'";
  private static final String USUAL_WAIT = "SET LOCAL lock_timeout = DEFAULT";

  private static final String THERE =
      """
      SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'interaction'::regclass
      """;

  private InteractionDays() {}

  static Future<Set<LocalDate>> there(SqlClient client) {
    return client
        .query(THERE)
        .execute()
        .map(
            rows -> {
              Set<LocalDate> days = new TreeSet<>();
              rows.forEach(row -> days.add(day(row.getString("name"))));
              return days;
            });
  }

  /**
   * Makes partitions; each begins and ends at midnight UTC.
   *
   * @param connection in a transaction
   */
  static Future<Void> make(SqlConnection connection, Collection<LocalDate> days) {
    Future<Void> made = Future.succeededFuture();
    for (LocalDate day : days) {
      String sql =
          "CREATE TABLE IF NOT EXISTS %s PARTITION OF interaction FOR VALUES FROM ('%s 00:00Z') TO ('%s 00:00Z')"
              .formatted(name(day), day, day.plusDays(1));
      made = made.compose(before -> soon(connection, sql));
    }
    return made;
  }

  /** Drops the partitions of days before this one. */
  static Future<List<LocalDate>> dropBefore(Pool pool, LocalDate first) {
    return there(pool)
        .compose(
            days -> {
              List<LocalDate> old = new ArrayList<>();
              Future<Void> dropped = Future.succeededFuture();
              for (LocalDate day : days) {
                if (day.isBefore(first)) {
                  old.add(day);
                  dropped =
                      dropped.compose(
                          before ->
                              pool.withTransaction(
                                  connection ->
                                      soon(connection, "DROP TABLE IF EXISTS " + name(day))));
                }
              }
              return dropped.map(done -> old);
            });
  }

  /**
   * Waits but shortly for those who read the table: whoever asks for it after this statement waits
   * behind it, feeds too. It is asked again later.
   */
  private static Future<Void> soon(SqlConnection connection, String sql) {
    return connection
        .query(SHORT_WAIT)
        .execute()
        .compose(set -> connection.query(sql).execute())
        .compose(done -> connection.query(USUAL_WAIT).execute())
        .mapEmpty();
  }

  private static String name(LocalDate day) {
    return PREFIX + DAY.format(day);
  }

  private static LocalDate day(String name) {
    return LocalDate.parse(name.substring(PREFIX.length()), DAY);
  }
}
