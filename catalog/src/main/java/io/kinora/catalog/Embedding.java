package io.kinora.catalog;

import java.util.List;

/**
 * What an encoder made of a video.
 *
 * @param encoder name of the model; vectors of different names are never compared
 * @param whole the video's place in the encoder's space: of its words, or of all that is seen
 * @param frames places of its key frames, as many and in the order of {@link Derived#frames()};
 *     empty where words were encoded
 */
public record Embedding(String encoder, Vector whole, List<Vector> frames) {

  public Embedding {
    frames = List.copyOf(frames);
  }

  /** Of words. */
  public static Embedding ofText(String encoder, Vector vector) {
    return new Embedding(encoder, vector, List.of());
  }
}
