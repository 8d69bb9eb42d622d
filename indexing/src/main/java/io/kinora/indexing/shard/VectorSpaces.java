package io.kinora.indexing.shard;

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
  public record Space(String encoder, int dimension) {}
}
