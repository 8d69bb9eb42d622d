package io.kinora.search.filter;

/** A filter that cannot be understood, and where. */
public final class FilterSyntaxException extends IllegalArgumentException {

  private final int position;

  FilterSyntaxException(int position, String problem) {
    super("filter, position " + position + ": " + problem);
    this.position = position;
  }

  /** Index of the first character that could not be understood, from 0. */
  public int position() {
    return position;
  }
}
