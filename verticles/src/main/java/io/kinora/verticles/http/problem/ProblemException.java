package io.kinora.verticles.http.problem;

/**
 * A problem on its way to the client. It carries no stack trace: nothing in the code is at fault.
 */
public final class ProblemException extends RuntimeException {

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
