package io.kinora.indexing.encode;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Stands between the threads that use a native resource and the one that frees it: freeing waits
 * for calls under way, and no call begins after it.
 */
final class Closing {

  private final String name;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * @param name of the resource, for errors
   */
  Closing(String name) {
    this.name = name;
  }

  /**
   * Makes a call, beside any number of others.
   *
   * @throws CancellationException after {@link #close}
   */
  <T> T during(Supplier<T> call) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new CancellationException(name + " was closed");
      }
      return call.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Frees the resource once; later calls do nothing. */
  void close(Runnable free) {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        free.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
