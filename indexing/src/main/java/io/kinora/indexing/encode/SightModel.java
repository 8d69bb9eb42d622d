package io.kinora.indexing.encode;

/**
 * Two encoders that share one space, so that words can be compared with frames.
 *
 * @param frames what is seen -> vector
 * @param words a query -> vector in the frames' space (not the space of the text vectors)
 */
public record SightModel(FrameEncoder frames, TextEncoder words) implements AutoCloseable {

  public SightModel {
    if (!frames.name().equals(words.name()) || frames.dimension() != words.dimension()) {
      throw new IllegalArgumentException(
          "frames are of "
              + frames.name()
              + "/"
              + frames.dimension()
              + ", words of "
              + words.name()
              + "/"
              + words.dimension());
    }
  }

  public String name() {
    return frames.name();
  }

  public int dimension() {
    return frames.dimension();
  }

  @Override
  public void close() {
    frames.close();
    words.close();
  }
}
