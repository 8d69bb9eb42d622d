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
  private final Duration patience;
  private final ThreadPoolExecutor threads;

  public BoundedPool(String name, int size, int queue) {
    this(name, size, queue, STOP_PATIENCE);
  }

  /**
   * @param patience how long closing waits for work to finish
   */
  BoundedPool(String name, int size, int queue, Duration patience) {
    this.name = name;
    this.patience = patience;
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
    Work<T> queued = new Work<>(work);
    try {
      threads.execute(queued);
    } catch (RejectedExecutionException full) {
      queued.turnAway();
    }
    return queued.result.future();
  }

  /** How many pieces of work wait for a thread. */
  public int waiting() {
    return threads.getQueue().size();
  }

  /**
   * Lets the work taken on finish for a while; then interrupts what runs and fails what waits with
   * {@link OverloadedException}.
   */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        stopNow();
      }
    } catch (InterruptedException interrupted) {
      stopNow();
      Thread.currentThread().interrupt();
    }
  }

  private void stopNow() {
    threads.shutdownNow().forEach(queued -> ((Work<?>) queued).turnAway());
  }

  private OverloadedException noRoom() {
    return new OverloadedException("no room in the queue of the " + name + " threads", 1);
  }

  private final class Work<T> implements Runnable {
    private final Callable<T> work;
    private final Promise<T> result = Promise.promise();

    Work(Callable<T> work) {
      this.work = work;
    }

    @Override
    public void run() {
      try {
        result.complete(work.call());
      } catch (Throwable failure) {
        result.fail(failure);
      }
    }

    void turnAway() {
      result.fail(noRoom());
    }
  }
}
