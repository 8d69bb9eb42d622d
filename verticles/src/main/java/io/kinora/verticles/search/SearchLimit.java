package io.kinora.verticles.search;

import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.GradientLimit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import io.kinora.verticles.OverloadedException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many searches run at a time: as many as there can be before they queue up behind one another.
 * What a search takes is compared, ten times a second, with what it takes when few run: where it is
 * much more, fewer are let in, else more. Every minute or two of full load the bound is lowered for
 * a moment to learn anew what a search takes when few run.
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

  /**
   * How many a thread may wait for their turn: a handful of clients at once is no overload. Where
   * the bound settles, about one and a half times the threads run or are on their way, and these
   * wait.
   */
  private static final int WAITING_PER_THREAD = 6;

  /** The bound is never lower, a thread. */
  private static final int LEAST_PER_THREAD = 4;

  private final SimpleLimiter<Void> limiter;
  private final LongAdder refused = new LongAdder();

  /**
   * @param threads that search
   */
  SearchLimit(int threads) {
    GradientLimit gradient =
        GradientLimit.newBuilder()
            .minLimit(threads * LEAST_PER_THREAD)
            .initialLimit(threads * (LEAST_PER_THREAD + WAITING_PER_THREAD))
            .maxConcurrency(MOST)
            .queueSize(threads * WAITING_PER_THREAD)
            .rttTolerance(TOLERANCE)
            .backoffRatio(BACKOFF)
            .probeInterval(PROBE_EVERY)
            .build();
    this.limiter =
        SimpleLimiter.newBuilder()
            .limit(
                WindowedLimit.newBuilder()
                    .minWindowTime(WINDOW_MS, TimeUnit.MILLISECONDS)
                    .maxWindowTime(WINDOW_MS, TimeUnit.MILLISECONDS)
                    .build(gradient))
            .build();
  }

  /**
   * @throws OverloadedException if no more would be let in now
   */
  void requireRoom() {
    if (limiter.getInflight() >= limiter.getLimit()) {
      throw full();
    }
  }

  /**
   * Lets a search in; what is returned must be told how it ended, once.
   *
   * @throws OverloadedException if there is no room
   */
  Limiter.Listener enter() {
    return limiter.acquire(null).orElseThrow(this::full);
  }

  private OverloadedException full() {
    refused.increment();
    return new OverloadedException(
        "as many searches run as can be answered in time", RETRY_AFTER_SECONDS);
  }

  /** How many may run just now. */
  public int most() {
    return limiter.getLimit();
  }

  public int running() {
    return limiter.getInflight();
  }

  /** How many were turned away since the start. */
  public long refused() {
    return refused.sum();
  }
}
