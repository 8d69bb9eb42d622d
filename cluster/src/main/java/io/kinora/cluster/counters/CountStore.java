package io.kinora.cluster.counters;

import org.jspecify.annotations.Nullable;

/** Where {@link Counting} keeps what it knows. */
interface CountStore {

  byte @Nullable [] bucket(byte[] key);

  void putBucket(byte[] key, byte[] value);

  byte @Nullable [] viewer(String viewer);

  void putViewer(String viewer, byte[] value);

  /**
   * What was last said of a matter in the 24 hours before.
   *
   * @param matter 16 bytes
   * @return 0 if nothing
   */
  byte lately(byte[] matter, long atMs);

  /** Says it. */
  void say(byte[] matter, byte what, long atMs);

  /**
   * Whether a like stands; remembered for ever.
   *
   * @param matter 16 bytes
   */
  boolean liked(byte[] matter);

  void like(byte[] matter, boolean stands);
}
