package io.kinora.catalog.postgres;

import io.kinora.catalog.Generation;
import io.kinora.catalog.Generation.Spec;
import io.kinora.catalog.Generation.State;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which builds of the index there are, and which one is searched: the same for all nodes. */
public final class GenerationRepository {

  private static final String UNIQUE_VIOLATION = "23505";

  private static final String ALL =
      "SELECT * FROM generation WHERE state <> 'dropped' ORDER BY number";

  private static final String FIRST =
      """
      INSERT INTO generation (number, state, text_encoder, text_dimension, sight_encoder,
                              sight_dimension, language, by_hand, switched_at)
      VALUES (1, 'active', $1, $2, $3, $4, $5, false, now())
      ON CONFLICT DO NOTHING
      """;

  private static final String BEGIN =
      """
      INSERT INTO generation (number, state, text_encoder, text_dimension, sight_encoder,
                              sight_dimension, language, by_hand)
      SELECT max(number) + 1, 'building', $1, $2, $3, $4, $5, $6 FROM generation
      RETURNING *
      """;

  // In this order no two are ever in one state.
  private static final List<String> SWITCH =
      List.of(
          "UPDATE generation SET state = 'dropped' WHERE state = 'previous' OR number = $1",
          "UPDATE generation SET state = 'previous' WHERE state = 'active' AND number <> $1",
          "UPDATE generation SET state = 'active', switched_at = now() WHERE number = $1");

  private static final String MAY_BE_SEARCHED =
      "SELECT 1 FROM generation WHERE number = $1 AND state IN ('building', 'previous') FOR UPDATE";

  private static final String DROP =
      """
      UPDATE generation SET state = 'dropped'
      WHERE number = $1 AND state IN ('building', 'previous')
      """;

  private final Pool pool;

  public GenerationRepository(Pool pool) {
    this.pool = pool;
  }

  /** Those that follow the log, by number. */
  public Future<List<Generation>> live() {
    return Absence.told(pool.query(ALL).execute())
        .map(
            rows -> {
              List<Generation> found = new ArrayList<>(rows.size());
              rows.forEach(row -> found.add(generation(row)));
              return found;
            });
  }

  /** Makes the first generation unless there is one. */
  public Future<Void> first(Spec spec) {
    return pool.preparedQuery(FIRST).execute(parameters(spec)).mapEmpty();
  }

  /**
   * Begins to build another.
   *
   * @return it; empty if one is being built already
   */
  public Future<Optional<Generation>> begin(Spec spec, boolean byHand) {
    return pool.preparedQuery(BEGIN)
        .execute(parameters(spec).addBoolean(byHand))
        .map(rows -> Optional.of(generation(rows.iterator().next())))
        .recover(
            failure ->
                failure instanceof PgException refused
                        && UNIQUE_VIOLATION.equals(refused.getSqlState())
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(failure));
  }

  /**
   * Lets a generation be searched that is built or was searched before. What was searched until now
   * is kept, to go back to; what was kept so far is dropped.
   *
   * @return false if there is no such generation
   */
  @SuppressWarnings("NullAway") // A transaction may return null; this one does not.
  public Future<Boolean> activate(int number) {
    return Absence.told(
        pool.withTransaction(
            connection ->
                connection
                    .preparedQuery(MAY_BE_SEARCHED)
                    .execute(Tuple.of(number))
                    .compose(
                        found ->
                            found.size() == 0
                                ? Future.succeededFuture(false)
                                : activate(connection, number))));
  }

  private static Future<Boolean> activate(SqlConnection connection, int number) {
    Future<?> done = Future.succeededFuture();
    for (String step : SWITCH) {
      done = done.compose(before -> connection.preparedQuery(step).execute(Tuple.of(number)));
    }
    return done.map(true);
  }

  /**
   * Gives a generation up that is not searched.
   *
   * @return false if it is searched, or there is none
   */
  public Future<Boolean> drop(int number) {
    return Absence.told(pool.preparedQuery(DROP).execute(Tuple.of(number)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static Tuple parameters(Spec spec) {
    return Tuple.of(
        spec.textEncoder(),
        spec.textDimension(),
        spec.sightEncoder(),
        spec.sightDimension(),
        spec.language());
  }

  private static Generation generation(Row row) {
    OffsetDateTime switched = row.getOffsetDateTime("switched_at");
    return new Generation(
        row.getInteger("number"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        new Spec(
            row.getString("text_encoder"),
            row.getInteger("text_dimension"),
            row.getString("sight_encoder"),
            row.getInteger("sight_dimension"),
            row.getString("language")),
        row.getBoolean("by_hand"),
        row.getOffsetDateTime("begun_at").toInstant(),
        switched == null ? null : switched.toInstant());
  }
}
