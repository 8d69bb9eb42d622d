package io.kinora.verticles.live;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What all clients of a node have missed may take so much memory until they have taken it. Safe for
 * use by several threads.
 */
final class ReplayMemory {

  /** Of the heap. */
  private static final int SHARE = 8;

  private final long most;
  private final AtomicLong taken = new AtomicLong();

  ReplayMemory() {
    this(Runtime.getRuntime().maxMemory() / SHARE);
  }

  ReplayMemory(long most) {
    this.most = most;
  }

  /** Whether there is room; if so it is taken, and to be given back. */
  boolean take(long bytes) {
    if (taken.addAndGet(bytes) <= most) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  void give(long bytes) {
    taken.addAndGet(-bytes);
  }

  long taken() {
    return taken.get();
  }
}
