package io.kinora.cluster.counters;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many different viewers, in at most 513 bytes: while there are few, their hashes' tokens, four
 * bytes each; then an UltraLogLog (Ertl, "UltraLogLog: A Practical and More Space-Efficient
 * Alternative to HyperLogLog", VLDB 2024) of 512 registers, whose standard error is 3.4 %. Sketches
 * of several buckets and partitions are united without loss.
 */
final class ViewerSketch {

  private static final int PRECISION = 9;
  private static final int MOST_TOKENS = 96;
  private static final byte TOKENS = 0;
  private static final byte REGISTERS = 1;

  /** As long as only tokens are united, the estimate can be finer than registers are. */
  private static final int FINE = 13;

  private final UltraLogLog union = UltraLogLog.create(PRECISION);
  private final UltraLogLog tokens = UltraLogLog.create(FINE);
  private boolean onlyTokens = true;

  /**
   * The hash under which a viewer counts for a thing, of which nobody without the secret can tell
   * whose it is, nor that another thing's is the same viewer's.
   *
   * @param secret of the viewer
   */
  static long hash(long secret, Kind kind, String id) {
    return Hashing.komihash5_0(secret).hashStream().putInt(kind.letter()).putString(id).getAsLong();
  }

  /**
   * A sketch with a viewer more.
   *
   * @param bytes of a sketch, or null of none; not changed
   * @return null if it stays as it is
   */
  static byte @Nullable [] with(byte @Nullable [] bytes, long hash) {
    if (bytes == null) {
      return ByteBuffer.allocate(5).put(TOKENS).putInt(UltraLogLog.computeToken(hash)).array();
    }
    if (bytes[0] == REGISTERS) {
      byte[] changed = bytes.clone();
      UltraLogLog registers = UltraLogLog.wrap(Arrays.copyOfRange(bytes, 1, bytes.length));
      registers.add(hash);
      System.arraycopy(registers.getState(), 0, changed, 1, bytes.length - 1);
      return Arrays.equals(bytes, changed) ? null : changed;
    }
    int token = UltraLogLog.computeToken(hash);
    ByteBuffer tokens = ByteBuffer.wrap(bytes);
    int count = (bytes.length - 1) / 4;
    for (int i = 0; i < count; i++) {
      if (tokens.getInt(1 + 4 * i) == token) {
        return null;
      }
    }
    if (count < MOST_TOKENS) {
      return ByteBuffer.allocate(bytes.length + 4).put(bytes).putInt(token).array();
    }
    UltraLogLog registers = UltraLogLog.create(PRECISION);
    for (int i = 0; i < count; i++) {
      registers.addToken(tokens.getInt(1 + 4 * i));
    }
    byte[] state = registers.addToken(token).getState();
    return ByteBuffer.allocate(1 + state.length).put(REGISTERS).put(state).array();
  }

  /** Unites with the sketch that lies in these bytes. */
  ViewerSketch add(byte[] bytes, int offset, int length) {
    if (bytes[offset] == REGISTERS) {
      onlyTokens = false;
      union.add(UltraLogLog.wrap(Arrays.copyOfRange(bytes, offset + 1, offset + length)));
      return this;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    for (int at = offset + 1; at < offset + length; at += 4) {
      union.addToken(in.getInt(at));
      tokens.addToken(in.getInt(at));
    }
    return this;
  }

  long estimate() {
    return Math.round((onlyTokens ? tokens : union).getDistinctCountEstimate());
  }
}
