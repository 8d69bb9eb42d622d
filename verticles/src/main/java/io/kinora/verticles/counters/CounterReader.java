package io.kinora.verticles.counters;

import io.kinora.cluster.counters.CounterFeed;
import io.kinora.cluster.counters.CounterView;
import io.kinora.cluster.log.LogUnavailableException;
import io.kinora.verticles.Backoff;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that keeps a node's {@link CounterView} up with the log. */
public final class CounterReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CounterReader.class);
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final long STOP_PATIENCE_MS = 5_000;

  private final Supplier<CounterFeed> open;
  private final Thread thread;
  private volatile boolean stopping;
  private volatile @Nullable CounterFeed reading;
  private volatile String trouble = "";

  /**
   * @param open a feed of the view from its beginning; blocks
   */
  public CounterReader(Supplier<CounterFeed> open) {
    this.open = open;
    this.thread = Thread.ofPlatform().daemon().name("counters").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** What is wrong just now, or an empty text. */
  public String trouble() {
    return trouble;
  }

  private void run() {
    Backoff backoff = new Backoff(LONGEST_PAUSE);
    while (!stopping) {
      try (CounterFeed feed = open.get()) {
        reading = feed;
        backoff.reset();
        follow(feed);
      } catch (RuntimeException failure) {
        failed(failure);
        if (!rest(backoff.next())) {
          return;
        }
      }
    }
  }

  private void follow(CounterFeed feed) {
    while (!stopping) {
      feed.step(PATIENCE);
      if (!trouble.isEmpty()) {
        trouble = "";
        LOG.info("The counters are followed");
      }
    }
  }

  /**
   * Said once for as long as it lasts; that nothing has been counted yet is nothing to worry about.
   */
  private void failed(RuntimeException failure) {
    boolean first = trouble.isEmpty();
    trouble = String.valueOf(failure.getMessage());
    if (first && !(failure instanceof LogUnavailableException)) {
      LOG.warn("The counters cannot be followed; it goes on trying", failure);
    } else if (first) {
      LOG.info("The counters cannot be followed yet: {}", trouble);
    }
  }

  private boolean rest(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      return !stopping;
    } catch (InterruptedException stopped) {
      return false;
    }
  }

  @Override
  public void close() {
    stopping = true;
    CounterFeed feed = reading;
    if (feed == null) {
      thread.interrupt();
    } else {
      feed.wakeup();
    }
    try {
      thread.join(STOP_PATIENCE_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
