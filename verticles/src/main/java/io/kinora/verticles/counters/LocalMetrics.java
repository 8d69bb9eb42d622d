package io.kinora.verticles.counters;

import io.kinora.catalog.CountWindow;
import io.kinora.cluster.counters.CounterJob;
import io.kinora.cluster.counters.CounterView;
import io.kinora.cluster.counters.OnlineFigures;
import io.kinora.verticles.OnlineMetrics;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The online metrics as this node's view of the counts has them. */
public final class LocalMetrics implements OnlineMetrics {

  private final CounterView view;
  private final CounterReader reader;
  private final @Nullable CounterJob job;

  /**
   * @param job this node's part of it, or null if it has none
   */
  public LocalMetrics(CounterView view, CounterReader reader, @Nullable CounterJob job) {
    this.view = view;
    this.reader = reader;
    this.job = job;
  }

  @Override
  public OnlineFigures in(CountWindow window) {
    return OnlineFigures.in(view, window);
  }

  @Override
  public OnlineFigures.Series series(CountWindow window) {
    return OnlineFigures.series(view, window, Clock.systemUTC());
  }

  @Override
  public Instant asOf() {
    return view.asOf();
  }

  @Override
  public Counting counting() {
    return new Counting(job == null ? "none" : job.state(), view.things(), reader.trouble());
  }
}
