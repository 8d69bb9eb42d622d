package io.kinora.verticles.shard;

import io.kinora.indexing.shard.Shard;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A view that nobody looks at may rot unseen: now and then it is checked for files that are gone,
 * rarely, and when something failed, for bits that have changed. For the latter every byte is read,
 * which takes minutes where an index is large: the feed goes on meanwhile and is told what was
 * found when it looks the next time.
 */
final class ShardCheck {

  private static final Logger LOG = LoggerFactory.getLogger(ShardCheck.class);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Duration READ_EVERY = Duration.ofHours(1);
  private static final Duration READ_AGAIN = Duration.ofSeconds(10);

  private final Shard shard;
  private final Executor readers;
  private final LongSupplier nanos;
  private final AtomicReference<IOException> found = new AtomicReference<>();

  /** Bits may have changed on disk while nobody looked. */
  private volatile boolean suspected = true;

  private volatile boolean reading;
  private volatile long lastRead;
  private long lastLook;

  /**
   * @param readers given one task at a time
   */
  ShardCheck(Shard shard, Executor readers, LongSupplier nanos) {
    this.shard = shard;
    this.readers = readers;
    this.nanos = nanos;
    this.lastRead = nanos.getAsLong();
    this.lastLook = lastRead;
  }

  /**
   * Reads on a thread of its own while it lasts. None of the pools would do: their threads are
   * waited for, by searches and by a node that stops.
   */
  static ShardCheck of(String name, Shard shard) {
    return new ShardCheck(
        shard,
        task -> Thread.ofPlatform().name(name + "-check").daemon().start(task),
        System::nanoTime);
  }

  /**
   * Asks for all to be read, soon.
   *
   * @return whether nobody had asked since the last time
   */
  boolean suspect() {
    boolean first = !suspected;
    suspected = true;
    return first;
  }

  /**
   * Looks where it is time to. For the thread that commits.
   *
   * @throws IOException what is wrong with the index
   */
  void look() throws IOException {
    IOException failure = found.getAndSet(null);
    if (failure != null) {
      throw failure;
    }
    long now = nanos.getAsLong();
    if (!reading && now - lastRead > (suspected ? READ_AGAIN : READ_EVERY).toNanos()) {
      suspected = false;
      reading = true;
      readers.execute(this::read);
    }
    if (now - lastLook > LOOK_EVERY.toNanos()) {
      lastLook = now;
      shard.requireFiles();
    }
  }

  private void read() {
    try {
      shard.requireSums();
    } catch (IOException failure) {
      found.set(failure);
    } catch (RuntimeException failure) {
      LOG.warn("An index could not be checked", failure);
      suspected = true;
    } finally {
      lastRead = nanos.getAsLong();
      reading = false;
    }
  }
}
