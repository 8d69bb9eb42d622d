package io.kinora.search.understand;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * Counts how often each query was asked lately, in a fixed amount of memory: a count-min sketch
 * with conservative update (Estan and Varghese, "New directions in traffic measurement", SIGCOMM
 * 2002), all counts halved once an hour. Counts may be too high, seldom by more than a few. Safe
 * for use by several threads, which may lose a count to each other now and then.
 */
public final class QueryFrequency {

  private static final int ROWS = 4;
  private static final int COLUMNS = 1 << 15;
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  /** Odd numbers without pattern, one a row. */
  private static final long[] SEEDS = {
    0x9E3779B97F4A7C15L, 0xC2B2AE3D27D4EB4FL, 0x165667B19E3779F9L, 0xD6E8FEB86659FD93L
  };

  /**
   * Where the classes begin.
   *
   * @param headFrom asked so often within about an hour or two: head
   * @param tailBelow asked less often: tail
   * @param knownFrom queries counted before any is called rare
   */
  public record Thresholds(int headFrom, int tailBelow, int knownFrom) {}

  private final Thresholds thresholds;
  private final ToLongFunction<String> elsewhere;
  private final LongSupplier nanos;
  private final AtomicIntegerArray counts = new AtomicIntegerArray(ROWS * COLUMNS);
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong halved;

  public QueryFrequency(Thresholds thresholds) {
    this(thresholds, query -> 0);
  }

  /**
   * @param elsewhere how often a query was asked in the last hour as far as is known, on all nodes
   */
  public QueryFrequency(Thresholds thresholds, ToLongFunction<String> elsewhere) {
    this(thresholds, elsewhere, System::nanoTime);
  }

  QueryFrequency(Thresholds thresholds, LongSupplier nanos) {
    this(thresholds, query -> 0, nanos);
  }

  private QueryFrequency(
      Thresholds thresholds, ToLongFunction<String> elsewhere, LongSupplier nanos) {
    this.thresholds = thresholds;
    this.elsewhere = elsewhere;
    this.nanos = nanos;
    this.halved = new AtomicLong(nanos.getAsLong());
  }

  /** Counts a query. Case and blanks do not matter. */
  public void add(String query) {
    halveIfDue();
    long hash = hash(query);
    int least = least(hash);
    for (int row = 0; row < ROWS; row++) {
      counts.compareAndSet(cell(row, hash), least, least + 1);
    }
    asked.incrementAndGet();
  }

  /** How often it was asked lately, older times counting less. */
  public int count(String query) {
    long known = Math.min(Integer.MAX_VALUE, elsewhere.applyAsLong(query));
    return Math.max(least(hash(query)), (int) known);
  }

  public QueryClass classOf(String query) {
    int count = count(query);
    if (count >= thresholds.headFrom()) {
      return QueryClass.HEAD;
    }
    boolean rare = count < thresholds.tailBelow() && asked.get() >= thresholds.knownFrom();
    return rare ? QueryClass.TAIL : QueryClass.TORSO;
  }

  private int least(long hash) {
    int least = Integer.MAX_VALUE;
    for (int row = 0; row < ROWS; row++) {
      least = Math.min(least, counts.get(cell(row, hash)));
    }
    return least;
  }

  private static int cell(int row, long hash) {
    long mixed = (hash ^ (hash >>> 32)) * SEEDS[row];
    return row * COLUMNS + (int) (mixed >>> (64 - 15));
  }

  private static long hash(String query) {
    long hash = 0;
    boolean gap = false;
    for (int i = 0; i < query.length(); ) {
      int c = query.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c)) {
        gap = hash != 0;
        continue;
      }
      if (gap) {
        hash = hash * 1_099_511_628_211L + ' ';
        gap = false;
      }
      hash = (hash ^ Character.toLowerCase(c)) * 1_099_511_628_211L;
    }
    return hash;
  }

  private void halveIfDue() {
    long last = halved.get();
    long now = nanos.getAsLong();
    if (now - last < HOUR_NANOS || !halved.compareAndSet(last, now)) {
      return;
    }
    long hours = Math.min(31, (now - last) / HOUR_NANOS);
    for (int i = 0; i < counts.length(); i++) {
      counts.updateAndGet(i, count -> count >>> hours);
    }
    asked.updateAndGet(all -> all >>> hours);
  }
}
