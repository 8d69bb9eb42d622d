package io.kinora.verticles.http.problem;

import io.kinora.catalog.CatalogueUnavailableException;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.WriteResult;
import io.kinora.cluster.log.LogUnavailableException;
import io.kinora.verticles.NotConfiguredException;
import io.kinora.verticles.OverloadedException;
import io.kinora.verticles.Reindexing;
import io.vertx.ext.web.handler.HttpException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From what was thrown, or what became of a write, to the problem that the client is told. */
public final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** About as long as it takes to notice that a store is back. */
  private static final String RETRY_AFTER_SECONDS = "5";

  private Problems() {}

  /** The problem behind a failure. What nobody expected is logged and told as no more than that. */
  public static Problem of(Throwable failure, String requestId) {
    return switch (failure) {
      case ProblemException known -> known.problem();
      case InvalidValueException invalid -> invalid(invalid);
      case InvalidFilterException filter ->
          Problem.of(
                  ProblemType.INVALID_VALUE,
                  "filter",
                  "filter, at position " + filter.position() + ": " + filter.getMessage())
              .with("position", filter.position());
      case OverloadedException overloaded ->
          Problem.of(ProblemType.OVERLOADED, overloaded.getMessage() + "; try again")
              .withHeader("Retry-After", Integer.toString(overloaded.retryAfterSeconds()));
      case CatalogueUnavailableException away ->
          Problem.of(
                  ProblemType.UNAVAILABLE,
                  "the catalogue's database is not available; searches go on without it. Try again")
              .withHeader("Retry-After", RETRY_AFTER_SECONDS);
      case Reindexing.ConflictException conflict ->
          Problem.of(ProblemType.CONFLICT, String.valueOf(conflict.getMessage()));
      case LogUnavailableException away ->
          Problem.of(
                  ProblemType.UNAVAILABLE,
                  "the log did not say that it has all of it. Send it again: what it has counts"
                      + " once")
              .withHeader("Retry-After", RETRY_AFTER_SECONDS);
      case NotConfiguredException missing ->
          Problem.of(ProblemType.NOT_CONFIGURED, String.valueOf(missing.getMessage()));
      case TimeoutException late ->
          Problem.of(ProblemType.TIMED_OUT, "nothing could be answered in time");
      case HttpException http when http.getStatusCode() == 400 ->
          Problem.of(ProblemType.MALFORMED, "the address or its query string is malformed");
      default ->
          DiskTrouble.of(failure)
              .map(Problems::noStorage)
              .orElseGet(() -> unexpected(failure, requestId));
    };
  }

  private static Problem noStorage(String why) {
    return Problem.of(
            ProblemType.UNAVAILABLE, "files cannot be stored: " + why + "; try again later")
        .withHeader("Retry-After", RETRY_AFTER_SECONDS);
  }

  private static Problem unexpected(Throwable failure, String requestId) {
    LOG.error("Request {} failed", requestId, failure);
    return Problem.of(
        ProblemType.INTERNAL, "the server's log has more under request_id " + requestId);
  }

  public static Problem invalid(InvalidValueException invalid) {
    return Problem.of(
        ProblemType.INVALID_VALUE, invalid.field(), String.valueOf(invalid.getMessage()));
  }

  /** A write's outcome if it was carried out, else the problem as an exception. */
  public static WriteResult.Written written(WriteResult result) {
    return switch (result) {
      case WriteResult.Written written -> written;
      case WriteResult.NotFound missing -> throw noVideo(missing.id()).exception();
      case WriteResult.VersionConflict conflict -> throw conflict(conflict).exception();
      case WriteResult.Rejected rejected -> throw invalid(rejected.reason()).exception();
    };
  }

  public static Problem noVideo(String id) {
    return Problem.of(ProblemType.NOT_FOUND, "id", "there is no video " + id);
  }

  private static Problem conflict(WriteResult.VersionConflict conflict) {
    return Problem.of(
            ProblemType.VERSION_CONFLICT,
            "If-Match",
            "video "
                + conflict.id()
                + " is at version "
                + conflict.current()
                + ", not "
                + conflict.expected())
        .with("current_version", conflict.current());
  }
}
