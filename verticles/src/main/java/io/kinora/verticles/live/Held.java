package io.kinora.verticles.live;

import org.jspecify.annotations.Nullable;

/**
 * An item that waits for its turn.
 *
 * @param cosine how near it is, if that is why it fits
 */
record Held(LiveItem item, @Nullable Double cosine) {

  /** What one costs beside its item, which others may hold as well. */
  static final int BYTES = 48;

  long offset() {
    return item.offset();
  }
}
