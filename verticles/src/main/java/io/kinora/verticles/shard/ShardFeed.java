package io.kinora.verticles.shard;

import io.kinora.catalog.wire.VideoCodec;
import io.kinora.cluster.log.LogReader;
import io.kinora.cluster.log.LogRecord;
import io.kinora.cluster.log.LogTruncatedException;
import io.kinora.cluster.log.LogUnavailableException;
import io.kinora.indexing.shard.LogPosition;
import io.kinora.indexing.shard.Shard;
import io.kinora.verticles.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes a shard: reads its partition of the log, applies, makes visible,
 * commits. The position reached is committed with the data, so a crash repeats a little and loses
 * nothing.
 */
final class ShardFeed {

  private static final Logger LOG = LoggerFactory.getLogger(ShardFeed.class);

  private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** How long to wait for records where there are none; those that come end the wait. */
  private static final Duration IDLE_POLL = Duration.ofMillis(500);

  /**
   * Small segments must be merged, so under load making things visible gets a tenth of the time.
   */
  private static final int REST_PER_REFRESH = 9;

  private static final long LONGEST_UNSEEN_NANOS = Duration.ofSeconds(2).toNanos();

  private final String name;
  private final Shard shard;
  private final String logIdentity;
  private final LongFunction<LogReader> open;
  private final Duration refreshEvery;
  private final Runnable visible;
  private final ShardCheck check;
  private final Closeness closeness = new Closeness(System::nanoTime);

  private volatile boolean stopping;
  private volatile long behind = -1;
  private volatile long shown = -1;
  private volatile String trouble = "";
  private volatile @Nullable LogReader reading;

  private long next;
  private boolean unrefreshed;
  private long refreshDue = System.nanoTime();
  private boolean uncommitted;
  private long lastCommit = System.nanoTime();
  private long lastRecord = System.nanoTime();

  /**
   * @param logIdentity of the log that {@code open} reads; a shard that was fed from another one
   *     starts over
   * @param open a reader from an offset on
   * @param refreshEvery how soon a change becomes visible; later, by up to 2 s, where changes come
   *     faster than that allows
   * @param visible told after each refresh that showed something new
   */
  ShardFeed(
      String name,
      Shard shard,
      String logIdentity,
      LongFunction<LogReader> open,
      Duration refreshEvery,
      Runnable visible) {
    this.name = name;
    this.shard = shard;
    this.logIdentity = logIdentity;
    this.open = open;
    this.refreshEvery = refreshEvery;
    this.visible = visible;
    this.check = ShardCheck.of(name, shard);
    this.next =
        shard.position().filter(p -> p.log().equals(logIdentity)).map(LogPosition::next).orElse(0L);
  }

  /** Whether it has once reached what was the log's end. */
  boolean caughtUp() {
    return closeness.caughtUp();
  }

  /** Whether it follows the log closely; see {@link Closeness}. */
  boolean current() {
    return closeness.current();
  }

  /** Records not yet applied, -1 if unknown. */
  long behind() {
    return behind;
  }

  /** Offset up to which searches see the log, -1 as long as nothing was read. */
  long shown() {
    return shown;
  }

  /** What is wrong just now, or an empty text. */
  String trouble() {
    return trouble;
  }

  /**
   * Asks for a look at the whole index, soon: a search failed as none should.
   *
   * @return whether nobody had asked since the last look
   */
  boolean suspect() {
    return check.suspect();
  }

  /** Lets the thread commit and end. */
  void stop() {
    stopping = true;
    LogReader reader = reading;
    if (reader != null) {
      reader.wakeup();
    }
  }

  /**
   * Feeds until it is told to stop. What is wrong with the log is waited out.
   *
   * @return what went wrong with the index, after which it may be called again; empty if it was
   *     told to stop
   */
  Optional<IOException> run() {
    Backoff backoff = new Backoff(LONGEST_PAUSE);
    while (!stopping) {
      try (LogReader reader = open.apply(next)) {
        backoff.reset();
        reading = reader;
        follow(reader);
      } catch (LogTruncatedException gone) {
        LOG.warn("{}: the log no longer has offset {}; reading it from its beginning", name, next);
        next = gone.first();
        shown = -1;
        closeness.lost();
      } catch (IOException ofTheIndex) {
        return Optional.of(ofTheIndex);
      } catch (Exception | InternalError failure) { // an error: a mapped file was cut short
        if (stopping) {
          break; // a question to the log was ended by that
        }
        failed(failure);
        if (!rest(backoff.next())) {
          break;
        }
      }
    }
    try {
      commit();
    } catch (IOException failure) {
      LOG.error(
          "{}: the last commit failed; what it held will be read from the log again: {}",
          name,
          failure.toString());
    }
    return Optional.empty();
  }

  /** Said once for as long as it lasts, however often it is tried. */
  private void failed(Throwable failure) {
    if (trouble.isEmpty()) {
      LOG.warn("{} cannot follow the log and goes on trying: {}", name, failure.toString());
    }
    LOG.debug("The failure in full", failure);
    trouble = String.valueOf(failure.getMessage());
    if (!(failure instanceof LogUnavailableException)) {
      check.suspect();
    }
  }

  private void recovered() {
    if (!trouble.isEmpty()) {
      trouble = "";
      LOG.info("{} follows the log again", name);
    }
  }

  private void follow(LogReader reader) throws IOException {
    while (!stopping) {
      List<LogRecord> records = reader.poll(patience());
      for (LogRecord record : records) {
        apply(record);
      }
      next = reader.position();
      behind = reader.behind().orElse(-1);
      boolean reached = closeness.polled(reader.heard(), next, reader::endOffset);
      if (unrefreshed && (reached || System.nanoTime() - refreshDue >= 0)) {
        refresh();
      }
      if (!unrefreshed) {
        shown = next;
      }
      if (reached) {
        closeness.shown();
      }
      recovered();
      check.look();
      if (!records.isEmpty()) {
        lastRecord = System.nanoTime();
      } else if (System.nanoTime() - lastRecord > QUIET.toNanos()) {
        uncommitted |= shard.settle();
      }
      if (uncommitted && System.nanoTime() - lastCommit > COMMIT_EVERY.toNanos()) {
        commit();
      }
    }
  }

  private Duration patience() {
    return unrefreshed ? Duration.ofNanos(Math.max(0, refreshDue - System.nanoTime())) : IDLE_POLL;
  }

  private void refresh() throws IOException {
    long begun = System.nanoTime();
    shard.refresh();
    unrefreshed = false;
    visible.run();
    long now = System.nanoTime();
    long rest = Math.min(LONGEST_UNSEEN_NANOS, REST_PER_REFRESH * (now - begun));
    refreshDue = now + Math.max(refreshEvery.toNanos(), rest);
  }

  private void apply(LogRecord record) throws IOException {
    byte @Nullable [] value = record.value();
    if (value != null) {
      try {
        shard.apply(VideoCodec.decode(value));
      } catch (IllegalArgumentException unreadable) {
        LOG.error(
            "{}: record {} of {} cannot be read and is skipped: {}",
            name,
            record.offset(),
            record.key(),
            unreadable.getMessage());
      }
    }
    next = record.offset() + 1; // should the next one fail, reading goes on here
    unrefreshed = true;
    uncommitted = true;
  }

  private void commit() throws IOException {
    if (!uncommitted) {
      return;
    }
    shard.commit(new LogPosition(logIdentity, next));
    uncommitted = false;
    lastCommit = System.nanoTime();
  }

  /**
   * @return false if it was interrupted
   */
  private boolean rest(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
