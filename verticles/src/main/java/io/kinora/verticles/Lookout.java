package io.kinora.verticles;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/**
 * A verticle that looks at something again and again, for as long as it is deployed. It rests
 * nineteen times as long as a look took, so it takes a twentieth of what it looks with at most.
 */
public abstract class Lookout extends VerticleBase {

  private static final int REST = 19;
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);

  private final Duration every;
  private boolean stopped;

  /**
   * @param every how soon to look again at the least
   */
  protected Lookout(Duration every) {
    this.every = every;
  }

  /**
   * Looks once, on the event loop.
   *
   * @return completes once that is over; how it ended does not matter
   */
  protected abstract Future<?> look();

  @Override
  public Future<?> start() {
    vertx.runOnContext(first -> again());
    return Future.succeededFuture();
  }

  private void again() {
    if (stopped) {
      return;
    }
    long begin = System.nanoTime();
    look().onComplete(over -> vertx.setTimer(rest(System.nanoTime() - begin), next -> again()));
  }

  private long rest(long tookNanos) {
    long rest = Duration.ofNanos(tookNanos * REST).toMillis();
    return Math.max(every.toMillis(), Math.min(LONGEST_REST.toMillis(), rest));
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    return Future.succeededFuture();
  }
}
