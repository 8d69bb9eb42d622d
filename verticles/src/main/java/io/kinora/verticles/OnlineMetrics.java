package io.kinora.verticles;

import io.kinora.catalog.CountWindow;
import io.kinora.cluster.counters.OnlineFigures;
import java.time.Instant;

/** How well viewers are served, from this node's memory. */
public interface OnlineMetrics {

  /** The figures of a window that ends now. */
  OnlineFigures in(CountWindow window);

  /**
   * How they went.
   *
   * @param window not {@code ALL}
   */
  OnlineFigures.Series series(CountWindow window);

  /** All that was logged until then is counted. */
  Instant asOf();

  /** How the counting itself goes on this node, for people. */
  Counting counting();

  /**
   * @param job what this node's part of the job does, e.g. {@code running}; {@code none} if it has
   *     none
   * @param things videos, channels and queries held here
   * @param trouble what is wrong just now, or an empty text
   */
  record Counting(String job, int things, String trouble) {}
}
