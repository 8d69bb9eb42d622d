package io.kinora.search;

import java.util.concurrent.TimeUnit;

/**
 * The moment by which an answer must be on its way. Local to a process: {@link System#nanoTime()}
 * means nothing elsewhere.
 */
public record Deadline(long atNanos) {

  public static Deadline in(long millis) {
    return new Deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  public boolean passed() {
    return System.nanoTime() - atNanos >= 0;
  }

  /** What is left, never negative. */
  public long remainingMillis() {
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(atNanos - System.nanoTime()));
  }
}
