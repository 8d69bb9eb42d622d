package io.kinora.verticles.live;

import io.kinora.cluster.log.LogIdentity;
import io.kinora.cluster.log.LogReader;
import io.kinora.cluster.log.LogRecord;
import io.kinora.cluster.log.LogTruncatedException;
import io.kinora.cluster.log.Topics;
import io.kinora.verticles.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a node that follows the log of what is new. Whatever must happen between two
 * records is a task that it carries out there.
 */
final class PublishedTail {

  private static final Logger LOG = LoggerFactory.getLogger(PublishedTail.class);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);

  /** Told on the thread, in order. */
  interface Listener {

    void record(LogRecord record);

    /** There is nothing before this offset that was not told. */
    void reached(long position);

    /**
     * It goes on elsewhere.
     *
     * @param identity of the log
     * @param reason for clients
     */
    void jumped(long position, String identity, String reason);
  }

  private final String bootstrap;
  private final Listener listener;
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Thread thread;
  private String identity;
  private long next;
  private volatile long behind;
  private volatile boolean stopping;
  private volatile @Nullable LogReader reading;
  private volatile String trouble = "";

  /**
   * Opens the log at its end.
   *
   * @throws io.kinora.cluster.log.LogUnavailableException if it does not answer
   */
  PublishedTail(String bootstrap, Listener listener) {
    this.bootstrap = bootstrap;
    this.listener = listener;
    this.identity = LogIdentity.of(bootstrap, Topics.PUBLISHED);
    LogReader first = LogReader.open(bootstrap, Topics.PUBLISHED, 0, LogReader.END);
    this.next = first.position();
    this.reading = first;
    this.thread = Thread.ofPlatform().name("live-tail").daemon().unstarted(() -> run(first));
  }

  String identity() {
    return identity;
  }

  /** Offset of the first record that will be told. */
  long next() {
    return next;
  }

  /** Records not yet told, -1 if unknown. */
  long behind() {
    return behind;
  }

  /** What is wrong just now, or an empty text. */
  String trouble() {
    return trouble;
  }

  void start() {
    thread.start();
  }

  /** Has a task carried out between two records. */
  void between(Runnable task) {
    tasks.add(task);
    LogReader reader = reading;
    if (reader != null) {
      reader.wakeup();
    }
  }

  private void run(LogReader first) {
    Backoff backoff = new Backoff(LONGEST_PAUSE);
    LogReader given = first;
    while (!stopping) {
      try (LogReader reader = given == null ? reopened() : given) {
        given = null;
        reading = reader;
        follow(reader, backoff);
      } catch (LogTruncatedException gone) {
        LOG.warn("The log of what is new no longer has offset {}", gone.wanted());
        boolean lostTail = gone.wanted() > gone.end();
        jump(
            lostTail ? gone.end() : gone.first(),
            lostTail ? LiveFeed.REPLACED : LiveFeed.RETENTION);
      } catch (RuntimeException failure) {
        failed(failure);
        pause(backoff.next());
      } finally {
        given = null;
        reading = null;
      }
    }
  }

  private LogReader reopened() {
    String now = LogIdentity.of(bootstrap, Topics.PUBLISHED);
    if (now.equals(identity)) {
      return LogReader.open(bootstrap, Topics.PUBLISHED, 0, next);
    }
    LogReader reader = LogReader.open(bootstrap, Topics.PUBLISHED, 0, LogReader.END);
    identity = now;
    jump(reader.position(), LiveFeed.REPLACED);
    return reader;
  }

  private void jump(long position, String reason) {
    next = position;
    listener.jumped(position, identity, reason);
  }

  private void follow(LogReader reader, Backoff backoff) {
    while (!stopping) {
      work();
      List<LogRecord> records = reader.poll(PATIENCE);
      for (LogRecord record : records) {
        work();
        listener.record(record);
        next = record.offset() + 1;
      }
      long position = reader.position();
      if (position > next) {
        next = position;
        listener.reached(position);
      }
      behind = reader.behind().orElse(-1);
      backoff.reset();
      if (!trouble.isEmpty()) {
        trouble = "";
        LOG.info("The live feed follows the log again");
      }
    }
  }

  private void work() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      carryOut(task);
    }
  }

  private static void carryOut(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException failure) {
      LOG.error("A task of the live feed failed", failure);
    }
  }

  private void failed(RuntimeException failure) {
    if (trouble.isEmpty()) {
      LOG.warn("The live feed cannot follow the log and goes on trying: {}", failure.toString());
    }
    LOG.debug("The failure in full", failure);
    trouble = String.valueOf(failure.getMessage());
  }

  /** Subscriptions come and go meanwhile. */
  private void pause(Duration pause) {
    long until = System.nanoTime() + pause.toNanos();
    try {
      for (long left = pause.toNanos(); left > 0 && !stopping; left = until - System.nanoTime()) {
        Runnable task = tasks.poll(left, TimeUnit.NANOSECONDS);
        if (task != null) {
          carryOut(task);
        }
      }
    } catch (InterruptedException interrupted) {
      stopping = true;
      Thread.currentThread().interrupt();
    }
  }

  void stop() {
    stopping = true;
    between(() -> {});
    try {
      if (thread.isAlive()) {
        thread.join(STOP_PATIENCE);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
