package io.kinora.verticles.counters;

import io.kinora.catalog.CountWindow;
import io.kinora.catalog.Counts;
import io.kinora.cluster.counters.CounterView;
import io.kinora.search.filter.Filter;
import io.kinora.search.suggest.AskedBefore;
import io.kinora.search.suggest.SuggestQuery;
import io.kinora.search.suggest.Suggestion;
import io.kinora.search.understand.QueryHistory;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.Lookout;
import io.kinora.verticles.search.PastQueries;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was asked in the last week, found something, and was asked by several viewers: what only one
 * or two typed may be about them, and is shown to nobody. Looked at every few seconds if something
 * was counted.
 */
public final class QueryWatch extends Lookout implements QueryHistory, PastQueries {

  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final int MOST = 50_000;

  /** So many viewers must have asked it. */
  private static final int VIEWERS = 3;

  private final CounterView counters;
  private final BoundedPool pool;
  private volatile AskedBefore asked = AskedBefore.NONE;
  private long changes = -1;

  /**
   * @param pool for work that burns CPU
   */
  public QueryWatch(CounterView counters, BoundedPool pool) {
    super(EVERY);
    this.counters = counters;
    this.pool = pool;
  }

  @Override
  public long clicks(String word) {
    return asked.clicks(word);
  }

  @Override
  public List<Past> beginningWith(String prefix, int most) {
    return asked.beginningWith(prefix, most);
  }

  /** Whether a filter would let something through is not known, so with one nothing is offered. */
  @Override
  public List<Suggestion> completing(SuggestQuery query) {
    return query.filter().equals(Filter.ALL) ? asked.completing(query) : List.of();
  }

  @Override
  protected Future<?> look() {
    long seen = counters.changes();
    if (seen == changes) {
      return Future.succeededFuture();
    }
    return pool.run(
            () -> {
              asked = AskedBefore.of(successful());
              return seen;
            })
        .onSuccess(done -> changes = seen);
  }

  private List<Past> successful() {
    List<Past> found = new ArrayList<>();
    counters.queries(
        (text, counts) -> {
          Counts week = counts.in(CountWindow.WEEK);
          if (week.clicks() > 0 && counts.viewers(CountWindow.WEEK) >= VIEWERS) {
            found.add(new Past(text, week.clicks()));
          }
        });
    found.sort(Comparator.comparingLong(Past::clicks).reversed().thenComparing(Past::text));
    return found.subList(0, Math.min(MOST, found.size()));
  }
}
