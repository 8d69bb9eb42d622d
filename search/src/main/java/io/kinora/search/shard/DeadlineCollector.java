package io.kinora.search.shard;

import io.kinora.search.Deadline;
import org.apache.lucene.search.KnnCollector;

/** Ends a walk through a graph when time is up. */
final class DeadlineCollector extends KnnCollector.Decorator {

  private final Deadline deadline;
  private boolean cutShort;

  DeadlineCollector(KnnCollector collector, Deadline deadline) {
    super(collector);
    this.deadline = deadline;
  }

  @Override
  public boolean earlyTerminated() {
    if (!cutShort && deadline.passed()) {
      cutShort = true;
    }
    return cutShort || super.earlyTerminated();
  }

  boolean cutShort() {
    return cutShort;
  }
}
