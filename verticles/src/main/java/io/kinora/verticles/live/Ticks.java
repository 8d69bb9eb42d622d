package io.kinora.verticles.live;

import io.vertx.core.Context;

/**
 * Has something done on an event loop again and again. A timer belongs to the loop of whoever sets
 * it, so it is set there, whichever thread asks for it.
 */
final class Ticks {

  private static final long NONE = -1;

  private final Context context;
  private final long everyMs;
  private final Runnable task;
  private long timer = NONE;

  Ticks(Context context, long everyMs, Runnable task) {
    this.context = context;
    this.everyMs = everyMs;
    this.task = task;
  }

  void start() {
    context.runOnContext(go -> timer = context.owner().setPeriodic(everyMs, again -> task.run()));
  }

  void stop() {
    context.runOnContext(
        go -> {
          if (timer != NONE) {
            context.owner().cancelTimer(timer);
            timer = NONE;
          }
        });
  }
}
