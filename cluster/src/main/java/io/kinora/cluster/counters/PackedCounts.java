package io.kinora.cluster.counters;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * All buckets of one thing, of all partitions, in one array: half of what objects would take. An
 * entry is tier and partition (1 byte), bucket (4), length (2), and as many bytes of a tally or a
 * sketch; the order is by the first five. Never changed: what is put makes a new array.
 */
final class PackedCounts {

  static final byte[] NONE = {};

  private static final int HEAD_BYTES = 7;
  private static final int PARTITION_BITS = 6;

  /** Told of an entry. */
  interface Reader {

    /**
     * @param offset of the entry's bytes in the array
     */
    void read(int bucket, int offset, int length);
  }

  private PackedCounts() {}

  /**
   * With an entry put, replaced or, if the value is null, removed; what is too old for its tier is
   * left out.
   */
  static byte[] with(
      byte[] packed, Tier tier, int partition, int bucket, byte @Nullable [] value, long nowMs) {
    byte head = (byte) (tier.ordinal() << PARTITION_BITS | partition);
    ByteBuffer out =
        ByteBuffer.allocate(packed.length + HEAD_BYTES + (value == null ? 0 : value.length));
    boolean put = value == null;
    for (int at = 0; at < packed.length; at = next(packed, at)) {
      int order = order(packed, at, head, bucket);
      if (!put && value != null && order >= 0) {
        out.put(head).putInt(bucket).putShort((short) value.length).put(value);
        put = true;
      }
      Tier its = tier(packed, at);
      if (order != 0 && bucket(packed, at) >= its.oldest(nowMs)) {
        out.put(packed, at, next(packed, at) - at);
      }
    }
    if (!put && value != null) {
      out.put(head).putInt(bucket).putShort((short) value.length).put(value);
    }
    return out.position() == out.capacity()
        ? out.array()
        : java.util.Arrays.copyOf(out.array(), out.position());
  }

  /** Reads the entries of a tier from a bucket on, of all partitions. */
  static void read(byte[] packed, Tier tier, int from, Reader reader) {
    for (int at = 0; at < packed.length; at = next(packed, at)) {
      Tier its = tier(packed, at);
      if (its.ordinal() > tier.ordinal()) {
        return;
      }
      if (its == tier && bucket(packed, at) >= from) {
        reader.read(bucket(packed, at), at + HEAD_BYTES, length(packed, at));
      }
    }
  }

  /** The last hour in which something was counted, 0 if it is forgotten. */
  static int lastHour(byte[] packed) {
    int last = 0;
    for (int at = 0; at < packed.length; at = next(packed, at)) {
      if (tier(packed, at) == Tier.HOUR) {
        last = Math.max(last, bucket(packed, at));
      }
    }
    return last;
  }

  private static int order(byte[] packed, int at, byte head, int bucket) {
    int heads = Integer.compare(packed[at] & 0xFF, head & 0xFF);
    return heads != 0 ? heads : Integer.compare(bucket(packed, at), bucket);
  }

  private static Tier tier(byte[] packed, int at) {
    return Tier.of((packed[at] & 0xFF) >>> PARTITION_BITS);
  }

  private static int bucket(byte[] packed, int at) {
    return (packed[at + 1] & 0xFF) << 24
        | (packed[at + 2] & 0xFF) << 16
        | (packed[at + 3] & 0xFF) << 8
        | (packed[at + 4] & 0xFF);
  }

  private static int length(byte[] packed, int at) {
    return (packed[at + 5] & 0xFF) << 8 | (packed[at + 6] & 0xFF);
  }

  private static int next(byte[] packed, int at) {
    return at + HEAD_BYTES + length(packed, at);
  }
}
