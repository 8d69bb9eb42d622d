package io.kinora.indexing.shard;

/**
 * The index was made with other encoders. Its vectors cannot be compared with those of the encoders
 * now configured: configure the old ones again, or delete the index and let it be rebuilt.
 */
public final class WrongSpacesException extends RuntimeException {

  private final VectorSpaces held;
  private final VectorSpaces wanted;

  public WrongSpacesException(java.nio.file.Path index, VectorSpaces held, VectorSpaces wanted) {
    super(
        "index "
            + index
            + " was made with "
            + shown(held)
            + ", but is opened with "
            + shown(wanted)
            + "; their vectors cannot be compared");
    this.held = held;
    this.wanted = wanted;
  }

  /** The spaces that the index was made with. */
  public VectorSpaces held() {
    return held;
  }

  /** The spaces that it was to be opened with. */
  public VectorSpaces wanted() {
    return wanted;
  }

  private static String shown(VectorSpaces spaces) {
    return "text "
        + spaces.text().encoder()
        + "/"
        + spaces.text().dimension()
        + " and sight "
        + spaces.sight().encoder()
        + "/"
        + spaces.sight().dimension();
  }
}
