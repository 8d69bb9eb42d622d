package io.kinora.catalog;

import java.time.Instant;

/**
 * What viewers did, counted. Answers come from this node's memory, never from another node; they
 * are as old as {@link #asOf} says. Safe for use by several threads.
 */
public interface Counters {

  /** Counts nothing. */
  Counters NONE =
      new Counters() {
        @Override
        public WindowedCounts video(String id) {
          return WindowedCounts.NONE;
        }

        @Override
        public WindowedCounts channel(String channel) {
          return WindowedCounts.NONE;
        }

        @Override
        public WindowedCounts query(String query) {
          return WindowedCounts.NONE;
        }

        @Override
        public Instant asOf() {
          return Instant.EPOCH;
        }
      };

  /** {@link WindowedCounts#NONE} for a video that nobody did anything to. */
  WindowedCounts video(String id);

  /**
   * What was done to a channel's videos.
   *
   * @param channel as {@link VideoMetadata#channel} has it
   */
  WindowedCounts channel(String channel);

  /**
   * How often a query was asked, and what was done to videos found by it.
   *
   * @param query as typed or normalised; case, Unicode form and blanks do not matter
   */
  WindowedCounts query(String query);

  /** All that was logged until then is counted; {@link Instant#EPOCH} before the first answer. */
  Instant asOf();
}
