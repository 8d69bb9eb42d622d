package io.kinora.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One build of the whole index. A new one is built beside the one that is searched, and takes its
 * place when it is whole.
 *
 * @param number rises by one with each
 * @param byHand searched only once an operator says so; else as soon as it is whole
 * @param begunAt when its building was asked for
 * @param switchedAt when it was last begun to be searched, or null if it never was
 */
public record Generation(
    int number,
    State state,
    Spec spec,
    boolean byHand,
    Instant begunAt,
    @Nullable Instant switchedAt) {

  /** No encoder: publishers bring their own vectors, or none. */
  public static final String NONE = "none";

  /** At most one generation is in each of the first three. */
  public enum State {
    /** Follows the log and is not searched yet. */
    BUILDING,
    /** Is searched. */
    ACTIVE,
    /** Was searched before the active one, and still follows the log: one can go back to it. */
    PREVIOUS,
    /** Is gone. */
    DROPPED
  }

  /**
   * What makes one index differ from another.
   *
   * @param textEncoder name of the model for words, or {@link #NONE}
   * @param sightEncoder name of the model for frames, or {@link #NONE}
   * @param language in which texts are analysed that do not say theirs
   */
  public record Spec(
      String textEncoder,
      int textDimension,
      String sightEncoder,
      int sightDimension,
      String language) {}

  /** Whether it follows the log. */
  public boolean live() {
    return state != State.DROPPED;
  }
}
