package io.kinora.catalog.postgres;

import io.kinora.catalog.CatalogueUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells that PostgreSQL is away from that a statement was wrong. */
final class Absence {

  /** A server that does not answer within this is as good as away. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * Classes of SQLSTATE: connection lost, out of resources (disk, memory, connections), stopped by
   * an operator or starting, trouble with the system below.
   */
  private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

  /**
   * The server takes no writes (a standby), somebody else has kept a row for too long, or we have.
   */
  private static final Set<String> STATES = Set.of("25006", "55P03", "25P03");

  private Absence() {}

  /**
   * The answer, or a failure with {@link CatalogueUnavailableException} where PostgreSQL is away or
   * does not answer in time.
   */
  static <T> Future<T> told(Future<T> answer) {
    return answer
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            failure ->
                Future.failedFuture(
                    isAbsence(failure)
                        ? new CatalogueUnavailableException(
                            "PostgreSQL is not available: " + failure.getMessage(), failure)
                        : failure));
  }

  private static boolean isAbsence(Throwable failure) {
    return switch (failure) {
      case PgException refused -> isAbsence(String.valueOf(refused.getSqlState()));
      case ClosedConnectionException closed -> true;
      case ConnectionPoolTooBusyException busy -> true;
      case IOException unreachable -> true;
      case TimeoutException silent -> true;
      // The pool's own words for a connection that did not come free, or was lost on the way.
      case VertxException lost -> true;
      default -> "Timeout".equals(failure.getMessage());
    };
  }

  private static boolean isAbsence(String sqlState) {
    return STATES.contains(sqlState)
        || sqlState.length() == 5 && CLASSES.contains(sqlState.substring(0, 2));
  }
}
