package io.kinora.cluster.counters;

import org.jspecify.annotations.Nullable;

/**
 * Numbers by {@link Metric}, and as bytes: a mask of those that are not 0, then each of them, all
 * as variable-length integers, signed ones zigzag. Most have one or two.
 *
 * <p>Mutable, for one thread.
 */
final class Tally {

  private static final int LONGEST = 5 + 10 * Metric.COUNT;

  private final long[] values = new long[Metric.COUNT];

  long get(Metric metric) {
    return values[metric.ordinal()];
  }

  Tally add(Metric metric, long amount) {
    values[metric.ordinal()] += amount;
    return this;
  }

  void add(Tally other) {
    for (int i = 0; i < values.length; i++) {
      values[i] += other.values[i];
    }
  }

  void clear() {
    java.util.Arrays.fill(values, 0);
  }

  boolean isEmpty() {
    for (long value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** Adds what these bytes hold; null holds nothing. */
  Tally add(byte @Nullable [] bytes) {
    return bytes == null ? this : add(bytes, 0);
  }

  /**
   * Adds what the bytes from an offset on hold. Numbers of metrics not known here are passed over.
   */
  Tally add(byte[] bytes, int offset) {
    int at = offset;
    long mask = 0;
    int shift = 0;
    byte b;
    do {
      b = bytes[at++];
      mask |= (b & 0x7FL) << shift;
      shift += 7;
    } while (b < 0);
    while (mask != 0) {
      int metric = Long.numberOfTrailingZeros(mask);
      mask &= mask - 1;
      long raw = 0;
      shift = 0;
      do {
        b = bytes[at++];
        raw |= (b & 0x7FL) << shift;
        shift += 7;
      } while (b < 0);
      if (metric < values.length) {
        values[metric] += (raw >>> 1) ^ -(raw & 1);
      }
    }
    return this;
  }

  byte[] bytes() {
    byte[] out = new byte[LONGEST];
    long mask = 0;
    for (int i = 0; i < values.length; i++) {
      mask |= values[i] == 0 ? 0 : 1L << i;
    }
    int at = varint(out, 0, mask);
    for (long value : values) {
      if (value != 0) {
        at = varint(out, at, (value << 1) ^ (value >> 63));
      }
    }
    return java.util.Arrays.copyOf(out, at);
  }

  private static int varint(byte[] out, int from, long value) {
    int at = from;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    out[at++] = (byte) rest;
    return at;
  }
}
