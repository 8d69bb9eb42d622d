package io.kinora.verticles.live;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What time it is for live connections. How long something lasts is measured apart from the wall
 * clock: when that is set, nobody has been silent for longer.
 *
 * @param runNanos goes on evenly from any beginning
 * @param wallMs milliseconds since 1970
 */
record LiveClock(LongSupplier runNanos, LongSupplier wallMs) {

  static final LiveClock SYSTEM = new LiveClock(System::nanoTime, System::currentTimeMillis);

  /** For durations; means nothing but for how far apart two of them are. */
  long runMs() {
    return TimeUnit.NANOSECONDS.toMillis(runNanos.getAsLong());
  }

  /** For when a token ends. */
  long nowMs() {
    return wallMs.getAsLong();
  }
}
