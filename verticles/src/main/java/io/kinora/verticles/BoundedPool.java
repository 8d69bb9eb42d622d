package io.kinora.verticles;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for work that burns CPU: a fixed number, with a bounded queue before them. */
public final class BoundedPool implements AutoCloseable {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);

  private final String name;
  private final ThreadPoolExecutor threads;

  public BoundedPool(String name, int size, int queue) {
    this.name = name;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            work -> {
              Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @return the work's result; fails with {@link OverloadedException} at once if the queue is full
   */
  public <T> Future<T> run(Callable<T> work) {
    Promise<T> promise = Promise.promise();
    try {
      threads.execute(
          () -> {
            try {
              promise.complete(work.call());
            } catch (Throwable failure) {
              promise.fail(failure);
            }
          });
    } catch (RejectedExecutionException full) {
      promise.fail(new OverloadedException("no room in the queue of the " + name + " threads", 1));
    }
    return promise.future();
  }

  /** How many pieces of work wait for a thread. */
  public int waiting() {
    return threads.getQueue().size();
  }

  /** Lets running work finish for a while, then interrupts it. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
