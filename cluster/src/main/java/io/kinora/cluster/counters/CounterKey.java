package io.kinora.cluster.counters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * The key of a bucket in the job's store and so in the topic that readers follow. The time comes
 * first: what is too old lies together.
 *
 * <p>Layout: tier (1 byte), bucket (4 bytes, big endian), kind (1), part (1), id (UTF-8).
 */
record CounterKey(Tier tier, int bucket, Kind kind, Part part, String id) {

  private static final int HEAD_BYTES = 7;

  byte[] bytes() {
    byte[] text = id.getBytes(UTF_8);
    return ByteBuffer.allocate(HEAD_BYTES + text.length)
        .put((byte) tier.ordinal())
        .putInt(bucket)
        .put((byte) kind.letter())
        .put((byte) part.ordinal())
        .put(text)
        .array();
  }

  /** What every key of a tier from a bucket on is not less than. */
  static byte[] from(Tier tier, int bucket) {
    return ByteBuffer.allocate(5).put((byte) tier.ordinal()).putInt(bucket).array();
  }

  /**
   * @throws IllegalArgumentException if these bytes are no key
   */
  static CounterKey read(byte[] bytes) {
    if (bytes.length < HEAD_BYTES) {
      throw new IllegalArgumentException(bytes.length + " bytes are no key");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Tier tier = Tier.of(in.get());
    int bucket = in.getInt();
    Kind kind = Kind.of(in.get());
    Part part = Part.of(in.get());
    return new CounterKey(
        tier, bucket, kind, part, new String(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES, UTF_8));
  }
}
