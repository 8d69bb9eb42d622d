package io.kinora.indexing.encode;

import io.kinora.catalog.Vector;
import java.util.List;

/** Text -> vector. Safe for use by several threads; the vectors have length 1. */
public interface TextEncoder extends AutoCloseable {

  /** The model's name; vectors of different names are never compared. */
  String name();

  int dimension();

  /**
   * One vector a text, in order. Texts beyond the model's length are cut.
   *
   * @throws java.util.concurrent.CancellationException if it was closed, also meanwhile
   */
  List<Vector> encode(List<String> texts);

  /** Waits for what is being computed; may be called while others encode. */
  @Override
  void close();
}
