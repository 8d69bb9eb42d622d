package io.kinora.search.shard;

import io.kinora.search.StageTime;
import java.util.ArrayList;
import java.util.List;

/** Keeps the account of a query's steps: how long each took and which ran out of time. */
final class StageClock {

  private final List<StageTime> stages = new ArrayList<>();
  private final List<String> cutShort = new ArrayList<>();
  private long lap = System.nanoTime();

  /** Books the time since the last call to a step. */
  void book(String step, long in, long out) {
    long now = System.nanoTime();
    stages.add(new StageTime(step, (now - lap) / 1e6, told(in), told(out)));
    lap = now;
  }

  private static int told(long count) {
    return (int) Math.min(Integer.MAX_VALUE, count);
  }

  void ranOutOfTime(String step) {
    cutShort.add(step);
  }

  List<StageTime> stages() {
    return stages;
  }

  List<String> cutShort() {
    return cutShort;
  }
}
