package io.kinora.verticles.live;

import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import java.util.concurrent.TimeUnit;

/** After which time what was refused may succeed. */
final class RetryAfter {

  private static final int FIRST_FAULT = 500;

  /** Nobody knows how long a fault of this server lasts. */
  private static final long FAULT_MS = 5_000;

  private RetryAfter() {}

  /** 0 if the same would be refused again. */
  static long ms(Problem problem) {
    String said = problem.headers().get("Retry-After");
    if (said != null) {
      return TimeUnit.SECONDS.toMillis(Long.parseLong(said));
    }
    ProblemType type = problem.type();
    boolean fault = type.status() >= FIRST_FAULT && type != ProblemType.NOT_CONFIGURED;
    return fault ? FAULT_MS : 0;
  }
}
