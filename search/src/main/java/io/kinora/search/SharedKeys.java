package io.kinora.search;

import java.util.Arrays;

/**
 * The different keys of all that match in a shard, to be joined with those of other shards.
 *
 * @param videos how many of the matching videos have a key
 * @param hashes of the different keys, ascending, at most {@link #MOST}
 * @param all whether these are all
 */
public record SharedKeys(long videos, long[] hashes, boolean all) {

  /** 32 KB, which is what a shard may add to an answer for it. */
  public static final int MOST = 4096;

  public static final SharedKeys NONE = new SharedKeys(0, new long[0], true);

  /**
   * @param hashes of the keys, in any order, some maybe more than once
   * @param count how many of them are set
   */
  public static SharedKeys of(long videos, long[] hashes, int count) {
    long[] different = Arrays.stream(hashes, 0, count).sorted().distinct().toArray();
    boolean fit = different.length <= MOST;
    return new SharedKeys(videos, fit ? different : Arrays.copyOf(different, MOST), fit);
  }

  public SharedKeys and(SharedKeys other) {
    long[] both = Arrays.copyOf(hashes, hashes.length + other.hashes.length);
    System.arraycopy(other.hashes, 0, both, hashes.length, other.hashes.length);
    return new SharedKeys(
        videos + other.videos, Arrays.stream(both).sorted().distinct().toArray(), all && other.all);
  }
}
