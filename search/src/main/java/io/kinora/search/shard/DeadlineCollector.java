package io.kinora.search.shard;

import io.kinora.search.Deadline;
import org.apache.lucene.search.KnnCollector;

/** Ends a walk through a graph when time is up. */
final class DeadlineCollector extends KnnCollector.Decorator {

  /** Vectors compared, in some microseconds, between two looks at the clock. */
  private static final int LOOK_EVERY = 32;

  private final Deadline deadline;
  private int compared;
  private boolean cutShort;

  DeadlineCollector(KnnCollector collector, Deadline deadline) {
    super(collector);
    this.deadline = deadline;
  }

  @Override
  public boolean earlyTerminated() {
    if (compared++ % LOOK_EVERY == 0 && deadline.passed()) {
      cutShort = true;
    }
    return cutShort || super.earlyTerminated();
  }

  boolean cutShort() {
    return cutShort;
  }
}
