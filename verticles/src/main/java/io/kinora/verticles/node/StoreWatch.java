package io.kinora.verticles.node;

import io.kinora.verticles.Backoff;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts an embedded store again that has stopped by itself, as PostgreSQL and Kafka both do when
 * the disk is full. The rest of the node meets a store that was away for a while.
 */
final class StoreWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** An embedded store. */
  interface Store {

    /** For people, e.g. {@code PostgreSQL}. */
    String name();

    boolean runs();

    /** Starts it at its address; fails if it cannot be started yet. Blocks. */
    void restart() throws Exception;
  }

  private final Store store;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  private StoreWatch(Store store) {
    this.store = store;
    this.thread = Thread.ofPlatform().daemon().name(store.name() + "-watch").unstarted(this::watch);
  }

  static StoreWatch start(Store store) {
    StoreWatch watch = new StoreWatch(store);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    while (!stopsWithin(EVERY)) {
      if (!store.runs()) {
        LOG.error("{} has stopped by itself and is started again", store.name());
        restart();
      }
    }
  }

  private void restart() {
    Backoff backoff = new Backoff(LONGEST_PAUSE);
    do {
      try {
        store.restart();
        LOG.info("{} runs again", store.name());
        return;
      } catch (Exception failed) {
        LOG.debug("{} does not start yet", store.name(), failed);
      }
    } while (!stopsWithin(backoff.next()));
  }

  private boolean stopsWithin(Duration pause) {
    try {
      return stop.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Watches no more; a start under way is waited for. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
