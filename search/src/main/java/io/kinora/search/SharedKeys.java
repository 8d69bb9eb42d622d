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

  /** Collects hashes, keeping as many as may be sent. */
  public static final class Builder {
    private long[] hashes = new long[64];
    private int size;
    private boolean all = true;

    public void add(long hash) {
      if (size == hashes.length) {
        hashes = distinct(hashes, size);
        size = hashes.length;
        if (size >= MOST) {
          all &= Arrays.binarySearch(hashes, hash) >= 0;
          hashes = Arrays.copyOf(hashes, MOST);
          size = MOST;
          return;
        }
        hashes = Arrays.copyOf(hashes, 2 * Math.max(32, size));
      }
      hashes[size++] = hash;
    }

    public SharedKeys build(long videos) {
      long[] different = distinct(hashes, size);
      boolean fit = different.length <= MOST;
      return new SharedKeys(
          videos, fit ? different : Arrays.copyOf(different, MOST), all && fit);
    }

    private static long[] distinct(long[] hashes, int size) {
      return Arrays.stream(hashes, 0, size).sorted().distinct().toArray();
    }
  }

  public SharedKeys and(SharedKeys other) {
    long[] both = Arrays.copyOf(hashes, hashes.length + other.hashes.length);
    System.arraycopy(other.hashes, 0, both, hashes.length, other.hashes.length);
    return new SharedKeys(
        videos + other.videos,
        Arrays.stream(both).sorted().distinct().toArray(),
        all && other.all);
  }
}
