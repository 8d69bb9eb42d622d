package io.kinora.cluster.log;

/** The log did not answer in time, or could not do what was asked. Worth trying again. */
public final class LogUnavailableException extends RuntimeException {

  public LogUnavailableException(String message) {
    super(message);
  }

  public LogUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
