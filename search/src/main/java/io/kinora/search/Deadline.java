package io.kinora.search;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The moment by which an answer must be on its way, which is at once where nobody waits for it any
 * more. Local to a process: {@link System#nanoTime()} means nothing elsewhere.
 */
public final class Deadline {

  private final long atNanos;

  /** Shared by all the parts of one piece of work. */
  private final AtomicBoolean cancelled;

  private Deadline(long atNanos, AtomicBoolean cancelled) {
    this.atNanos = atNanos;
    this.cancelled = cancelled;
  }

  public static Deadline in(long millis) {
    return new Deadline(after(millis), new AtomicBoolean());
  }

  /** For a part of the same work: its own moment, cancelled with the whole. */
  public Deadline within(long millis) {
    return new Deadline(after(millis), cancelled);
  }

  /** Nobody waits any more: the time is up for this work and all its parts. */
  public void cancel() {
    cancelled.set(true);
  }

  public boolean cancelled() {
    return cancelled.get();
  }

  /** Whether the time is up or nobody waits. */
  public boolean passed() {
    return cancelled.get() || System.nanoTime() - atNanos >= 0;
  }

  /** What is left, never negative. */
  public long remainingMillis() {
    return cancelled.get()
        ? 0
        : Math.max(0, TimeUnit.NANOSECONDS.toMillis(atNanos - System.nanoTime()));
  }

  private static long after(long millis) {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
