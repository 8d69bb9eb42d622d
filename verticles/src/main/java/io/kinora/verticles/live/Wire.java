package io.kinora.verticles.live;

/** One client's connection, as far as sending goes. Used on its event loop. */
interface Wire {

  /** Whether what was written waits already: then nothing more should be. */
  boolean full();

  /** Sends a frame. To be called only while it is not {@link #full}. */
  void write(Frame frame);

  /**
   * Ends the connection, whether or not the client still reads.
   *
   * @param retryAfterMs 0 if the client should not come again by itself
   */
  void end(Bye reason, long retryAfterMs);
}
