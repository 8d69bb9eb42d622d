package io.kinora.verticles.search;

import io.kinora.search.Deadline;
import io.kinora.search.StageTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * A query's budget and its account: how long each stage took, what went in and out, and what is
 * missing from the answer.
 */
final class Account {

  private final long begin = System.nanoTime();
  private final Deadline deadline;
  private final List<StageTime> stages = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private long mark = begin;

  Account(Deadline deadline) {
    this.deadline = deadline;
  }

  Deadline deadline() {
    return deadline;
  }

  /**
   * Closes a stage: it began where the one before ended.
   *
   * @throws CancellationException if nobody waits for the next one
   */
  void stage(String name, int in, int out) {
    if (deadline.cancelled()) {
      throw new CancellationException("nobody waits for the answer after " + name);
    }
    long now = System.nanoTime();
    stages.add(new StageTime(name, (now - mark) / 1e6, in, out));
    mark = now;
  }

  /** Takes in stages that ran elsewhere, side by side with the current one. */
  void include(List<StageTime> others) {
    stages.addAll(others);
  }

  /** Notes what the answer lacks, for whoever asked; once, however often shards were asked. */
  void missing(String what) {
    if (!missing.contains(what)) {
      missing.add(what);
    }
  }

  List<StageTime> stages() {
    return stages;
  }

  List<String> missing() {
    return missing;
  }

  double tookMs() {
    return (System.nanoTime() - begin) / 1e6;
  }
}
