package io.kinora.indexing.shard;

import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.Vector;

/**
 * Which encoders make an index's vectors. Written into the index with its first commit; an index
 * refuses to be opened with others.
 *
 * @param text space of {@code text_vector}
 * @param sight space of {@code video_vector} and {@code frame_vector}
 */
public record VectorSpaces(Space text, Space sight) {

  /**
   * @param encoder model name, or {@code none} where publishers bring their own vectors
   * @param dimension of every vector in it
   */
  public record Space(String encoder, int dimension) {

    /** Whether a vector has as many numbers as those of this space. */
    public boolean fits(Vector vector) {
      return vector.dimension() == dimension;
    }

    /**
     * @param field what is said to be wrong
     * @throws InvalidValueException if the vector does not fit
     */
    public void require(String field, Vector vector) {
      if (!fits(vector)) {
        throw new InvalidValueException(
            field,
            vector.dimension() + " numbers",
            dimension + " numbers, as " + encoder + " makes them");
      }
    }
  }
}
