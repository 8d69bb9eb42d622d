package io.kinora.verticles.search;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.GradientLimit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import io.kinora.verticles.OverloadedException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many searches run at a time: as many as there can be before they queue up behind one another.
 * What a search takes is compared, ten times a second, with what it takes when few run: where it is
 * much more, fewer are let in, else more. Every minute or two of full load the bound is lowered for
 * a moment to learn anew what a search takes when few run.
 *
 * <p>A burst is let in at twice that: where the searches that run were down to one a thread a
 * moment ago, those that wait will soon be through. Under a lasting overload they never are (the
 * idea of CoDel, RFC 8289). And where many of those that come are turned away as it is, no more may
 * wait than keep the threads busy: a longer queue answers no more of them, only later.
 *
 * <p>Unlike the library's Gradient2 and Vegas limits, which take the times under a lasting overload
 * for normal in the end and let in ever more, this one learns what is normal only at the lowest
 * bound.
 */
public final class SearchLimit {

  private static final int MOST = 512;
  private static final int RETRY_AFTER_SECONDS = 1;
  private static final long WINDOW_MS = 100;

  /** In windows; at most twice that. */
  private static final int PROBE_EVERY = 600;

  /** How many times what a search takes when few run it may take before fewer are let in. */
  private static final double TOLERANCE = 1.5;

  /** Of the bound is left at most after a window in which a shard had no room. */
  private static final double BACKOFF = 0.5;

  /** How many a thread may wait for their turn where the bound settles. */
  private static final int WAITING_PER_THREAD = 3;

  /** The bound is never lower, a thread. */
  private static final int LEAST_PER_THREAD = 4;

  /**
   * A queue that was empty so short a time ago is a burst, which may be this many times the bound.
   */
  private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final int BURST = 2;

  /** Of those that came lately so many were turned away: far more come than can be answered. */
  private static final int OVERLOAD = 250_000; // of a million

  /** What lately is: about so many of those that came, unless none was turned away for so long. */
  private static final int LATELY = 256;

  private static final long FORGOTTEN_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** One search may wait for its turn then for so many threads. */
  private static final int THREADS_PER_WAITING = 2;

  private final int threads;
  private final Limit limit;
  private final AtomicInteger running = new AtomicInteger();
  private final LongAdder refused = new LongAdder();
  private volatile long lastIdle = System.nanoTime();

  /** Of a million that came lately. */
  private final AtomicInteger turnedAway = new AtomicInteger();

  private volatile long lastTurnedAway = System.nanoTime();

  /**
   * @param threads that search
   */
  public SearchLimit(int threads) {
    this.threads = threads;
    this.limit =
        WindowedLimit.newBuilder()
            .minWindowTime(WINDOW_MS, TimeUnit.MILLISECONDS)
            .maxWindowTime(WINDOW_MS, TimeUnit.MILLISECONDS)
            .build(
                GradientLimit.newBuilder()
                    .minLimit(threads * LEAST_PER_THREAD)
                    .initialLimit(threads * (LEAST_PER_THREAD + WAITING_PER_THREAD))
                    .maxConcurrency(MOST)
                    .queueSize(threads * WAITING_PER_THREAD)
                    .rttTolerance(TOLERANCE)
                    .backoffRatio(BACKOFF)
                    .probeInterval(PROBE_EVERY)
                    .build());
  }

  /** A search that was let in; one of these must be called, once. */
  final class Place {

    private final long begun = System.nanoTime();
    private final int among;

    private Place(int among) {
      this.among = among;
    }

    /** It ran to its end, or until its time was up. */
    void answered() {
      sample(false);
    }

    /** A shard had no room for it. */
    void dropped() {
      sample(true);
    }

    /** What it took says nothing. */
    void leave() {
      if (running.decrementAndGet() <= threads) {
        lastIdle = System.nanoTime();
      }
    }

    private void sample(boolean dropped) {
      limit.onSample(begun, System.nanoTime() - begun, among, dropped);
      leave();
    }
  }

  /**
   * @throws OverloadedException if no more would be let in now
   */
  void requireRoom() {
    if (running.get() >= most()) {
      throw full();
    }
  }

  /**
   * Lets a search in.
   *
   * @throws OverloadedException if there is no room
   */
  Place enter() {
    int now = running.incrementAndGet();
    if (now > most()) {
      running.decrementAndGet();
      throw full();
    }
    came(false);
    return new Place(now);
  }

  private boolean overloaded() {
    if (System.nanoTime() - lastTurnedAway > FORGOTTEN_NANOS) {
      turnedAway.set(0);
    }
    return turnedAway.get() > OVERLOAD;
  }

  private void came(boolean away) {
    turnedAway.updateAndGet(share -> share + ((away ? 1_000_000 : 0) - share) / LATELY);
  }

  private OverloadedException full() {
    refused.increment();
    lastTurnedAway = System.nanoTime();
    came(true);
    return new OverloadedException(
        "as many searches run as can be answered in time", RETRY_AFTER_SECONDS);
  }

  /** How many may run just now. */
  public int most() {
    if (overloaded()) {
      int waiting = Math.max(1, threads / THREADS_PER_WAITING);
      return Math.min(limit.getLimit(), threads + waiting);
    }
    boolean burst = running.get() <= threads || System.nanoTime() - lastIdle < BURST_NANOS;
    return burst ? limit.getLimit() * BURST : limit.getLimit();
  }

  public int running() {
    return running.get();
  }

  /** How many were turned away since the start. */
  public long refused() {
    return refused.sum();
  }
}
