package io.kinora.verticles.live;

/**
 * What a client is told of a record of the log: all that need be kept of it until it is sent.
 *
 * @param atMs when the log took it, milliseconds since 1970
 * @param id of the video
 * @param hit the video as a hit in JSON, but for the closing brace
 */
record LiveItem(long offset, long atMs, String id, String hit) {

  private static final int BYTES_BESIDE = 150;

  /** About what it costs to keep. */
  int bytes() {
    return hit.length() + BYTES_BESIDE;
  }
}
