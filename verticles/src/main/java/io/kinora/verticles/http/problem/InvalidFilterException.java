package io.kinora.verticles.http.problem;

/** A filter that cannot be read. */
public final class InvalidFilterException extends IllegalArgumentException {

  private final int position;

  /**
   * @param reason what was expected, for whoever wrote the filter
   * @param position of the character at fault, from 0
   */
  public InvalidFilterException(String reason, int position) {
    super(reason);
    this.position = position;
  }

  public int position() {
    return position;
  }
}
