package io.kinora.verticles.search;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The ids that a viewer has been shown, as few bytes as a cursor can carry: the differences of
 * their sorted hashes, Golomb-Rice coded (Putze, Sanders and Singler, "Cache-, Hash- and
 * Space-Efficient Bloom Filters", JEA 2009). It never denies an id that was shown. It claims one
 * that was not in one of {@code 2^bits / n} cases: with up to 250 ids in none to speak of, with
 * 1000 in one of 500.
 */
public final class ShownIds {

  public static final int MOST_BYTES = 1350;
  public static final int MOST_IDS = 1000;
  public static final ShownIds NONE = new ShownIds(40, new long[0]);

  /** Whatever is shown fits into 67 bytes then. */
  private static final int LEAST_BITS = 8;

  private static final int HEAD = Short.BYTES + 1;

  /** How many bits of a hash are kept. */
  private final int bits;

  /** Ascending and distinct. */
  private final long[] hashes;

  private ShownIds(int bits, long[] hashes) {
    this.bits = bits;
    this.hashes = hashes;
  }

  public int size() {
    return hashes.length;
  }

  public boolean contains(String id) {
    return Arrays.binarySearch(hashes, hash(id) >>> (64 - bits)) >= 0;
  }

  /**
   * These and those.
   *
   * @throws IllegalArgumentException if they are more than {@link #MOST_IDS}
   */
  public ShownIds with(List<String> ids) {
    if (hashes.length + ids.size() > MOST_IDS) {
      throw new IllegalArgumentException("more than " + MOST_IDS + " ids");
    }
    long[] all = Arrays.copyOf(hashes, hashes.length + ids.size());
    for (int i = 0; i < ids.size(); i++) {
      all[hashes.length + i] = hash(ids.get(i)) >>> (64 - bits);
    }
    return new ShownIds(bits, distinct(all, 0)).within(MOST_BYTES);
  }

  /**
   * The same ids in fewer bytes, at the price of claiming more that were not shown.
   *
   * @param most bytes that {@link #write} may take, 70 at least
   */
  ShownIds within(int most) {
    ShownIds fitting = this;
    while (fitting.bits > LEAST_BITS && fitting.codedBits() > 8L * (most - HEAD)) {
      fitting = new ShownIds(fitting.bits - 1, distinct(fitting.hashes, 1));
    }
    return fitting;
  }

  private static long[] distinct(long[] hashes, int shift) {
    return Arrays.stream(hashes).map(hash -> hash >>> shift).sorted().distinct().toArray();
  }

  /** Of the difference between neighbours this many low bits are written as they are. */
  private static int lowBits(int bits, int count) {
    return Math.max(0, bits - (32 - Integer.numberOfLeadingZeros(Math.max(1, count))));
  }

  private long codedBits() {
    int low = lowBits(bits, hashes.length);
    long coded = 0;
    long before = 0;
    for (long hash : hashes) {
      coded += ((hash - before) >>> low) + 1 + low;
      before = hash;
    }
    return coded;
  }

  public void write(ByteBuffer into) {
    into.putShort((short) hashes.length).put((byte) bits);
    int low = lowBits(bits, hashes.length);
    Bits coded = new Bits(new byte[(int) ((codedBits() + 7) / 8)]);
    long before = 0;
    for (long hash : hashes) {
      long difference = hash - before;
      for (long ones = difference >>> low; ones > 0; ones--) {
        coded.put(1);
      }
      coded.put(0);
      for (int bit = low - 1; bit >= 0; bit--) {
        coded.put((int) (difference >>> bit) & 1);
      }
      before = hash;
    }
    into.put(coded.bytes);
  }

  /**
   * @throws IllegalArgumentException if this is not what {@link #write} wrote
   * @throws BufferUnderflowException if it is not all of it
   */
  public static ShownIds read(ByteBuffer from) {
    int count = from.getShort();
    int bits = from.get();
    boolean possible = count >= 0 && count <= MOST_IDS && bits >= LEAST_BITS && bits <= NONE.bits;
    if (!possible) {
      throw new IllegalArgumentException(count + " hashes of " + bits + " bits");
    }
    byte[] rest = new byte[from.remaining()];
    from.get(rest);
    Bits coded = new Bits(rest);
    int low = lowBits(bits, count);
    long[] hashes = new long[count];
    long before = 0;
    for (int i = 0; i < count; i++) {
      long difference = 0;
      while (coded.get() == 1) {
        difference++;
      }
      for (int bit = 0; bit < low; bit++) {
        difference = difference << 1 | coded.get();
      }
      before += difference;
      if (before >>> bits != 0 || (i > 0 && difference == 0)) {
        throw new IllegalArgumentException("hashes out of order");
      }
      hashes[i] = before;
    }
    return new ShownIds(bits, hashes);
  }

  /** FNV-1a, stirred as in SplitMix64: the same on every node and after a restart. */
  static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (byte each : id.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
    }
    return stirred(hash);
  }

  static long stirred(long value) {
    long once = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    long twice = (once ^ (once >>> 27)) * 0x94d049bb133111ebL;
    return twice ^ (twice >>> 31);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShownIds ids && bits == ids.bits && Arrays.equals(hashes, ids.hashes);
  }

  @Override
  public int hashCode() {
    return 31 * bits + Arrays.hashCode(hashes);
  }

  @Override
  public String toString() {
    return hashes.length + " ids";
  }

  /** Bits in a row, the highest of a byte first. */
  private static final class Bits {
    private final byte[] bytes;
    private int at;

    Bits(byte[] bytes) {
      this.bytes = bytes;
    }

    void put(int bit) {
      bytes[at >>> 3] |= (byte) (bit << (7 - (at & 7)));
      at++;
    }

    int get() {
      if (at >>> 3 >= bytes.length) {
        throw new BufferUnderflowException();
      }
      int bit = bytes[at >>> 3] >>> (7 - (at & 7)) & 1;
      at++;
      return bit;
    }
  }
}
