package io.kinora.verticles.live;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items that a subscription is to be sent before any newer one: what it had missed, and what has
 * come since. Used on its event loop.
 */
final class Backlog {

  /** What comes while the client takes what it had missed; more is a gap. */
  static final int MOST_NEWER = 1_000;

  private final ReplayMemory memory;
  private final ArrayDeque<Held> items = new ArrayDeque<>();
  private int newer;
  private long taken;

  Backlog(ReplayMemory memory) {
    this.memory = memory;
  }

  /** What had been missed before all that is here. */
  void precededBy(List<Held> missed, long bytes) {
    for (int i = missed.size() - 1; i >= 0; i--) {
      items.addFirst(missed.get(i));
    }
    taken += bytes;
  }

  /** Whether there was room for something new. */
  boolean add(Held held) {
    if (newer >= MOST_NEWER) {
      return false;
    }
    newer++;
    items.add(held);
    return true;
  }

  @Nullable Held next() {
    return items.poll();
  }

  @Nullable Held last() {
    return items.peekLast();
  }

  /** Nothing of it is to be sent any more. */
  void drop() {
    items.clear();
    memory.give(taken);
    taken = 0;
  }
}
