package io.kinora.verticles;

/** What was asked for needs a part that this node's settings leave out. */
public final class NotConfiguredException extends RuntimeException {

  /**
   * @param what is missing, for whoever asked
   */
  public NotConfiguredException(String what) {
    super(what, null, false, false);
  }
}
