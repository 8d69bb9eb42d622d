package io.kinora.catalog;

import java.time.Instant;

/** What was counted of one video, channel or query. Computed when asked, from local memory. */
public interface WindowedCounts {

  /** Nothing was counted. */
  WindowedCounts NONE =
      new WindowedCounts() {
        @Override
        public Counts in(CountWindow window) {
          return Counts.NONE;
        }

        @Override
        public long viewers(CountWindow window) {
          return 0;
        }

        @Override
        public boolean isEmpty() {
          return true;
        }

        @Override
        public Instant asOf() {
          return Instant.EPOCH;
        }
      };

  /**
   * What was counted in the window that ends now. Of all time it costs under a microsecond; of the
   * others more the more buckets there are, up to some tens of microseconds where something
   * happened in every hour.
   */
  Counts in(CountWindow window);

  /**
   * How many viewers watched in the window that ends now, estimated: the standard error is about 3
   * %. Costs up to a hundred microseconds.
   */
  long viewers(CountWindow window);

  /** Whether nothing was ever counted. */
  boolean isEmpty();

  /** All that was logged until then is counted; what came later may be. */
  Instant asOf();
}
