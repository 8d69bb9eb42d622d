package io.kinora.verticles;

/** There is no room for more work just now; worth trying again. */
public final class OverloadedException extends RuntimeException {

  private final int retryAfterSeconds;

  public OverloadedException(String what, int retryAfterSeconds) {
    super(what, null, false, false); // refusing must be cheap, and nothing here is at fault
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
