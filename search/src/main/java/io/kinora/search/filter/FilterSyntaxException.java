package io.kinora.search.filter;

/** A filter that cannot be understood, and where. */
public final class FilterSyntaxException extends IllegalArgumentException {

  private final int position;
  private final String problem;

  FilterSyntaxException(int position, String problem) {
    super("filter, position " + position + ": " + problem);
    this.position = position;
    this.problem = problem;
  }

  /** What was found and what is allowed there, without the position. */
  public String problem() {
    return problem;
  }

  /** Index of the first character that could not be understood, from 0. */
  public int position() {
    return position;
  }
}
