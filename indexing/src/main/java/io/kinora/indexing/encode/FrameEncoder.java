package io.kinora.indexing.encode;

import io.kinora.catalog.Vector;
import io.kinora.indexing.media.RgbImage;
import java.util.List;

/**
 * Frame -> vector, in two halves so that each can run where it is cheap. Safe for use by several
 * threads.
 */
public interface FrameEncoder extends AutoCloseable {

  /** The model's name; vectors of different names are never compared. */
  String name();

  int dimension();

  /** CPU half: brings a picture of any size to the exact size that the model takes. */
  RgbImage prepare(RgbImage frame);

  /**
   * Model half: one vector of length 1 a prepared picture, in order, run as one batch.
   *
   * @throws java.util.concurrent.CancellationException if it was closed, also meanwhile
   */
  List<Vector> encode(List<RgbImage> prepared);

  /** Waits for what is being computed; may be called while others encode. */
  @Override
  void close();
}
