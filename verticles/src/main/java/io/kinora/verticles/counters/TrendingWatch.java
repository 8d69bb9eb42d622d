package io.kinora.verticles.counters;

import io.kinora.catalog.CountWindow;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.Trending;
import io.kinora.catalog.TrendingVideo;
import io.kinora.cluster.counters.CounterView;
import io.kinora.cluster.counters.TrendScores;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.Lookout;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node's lists of what is trending: works them out anew once a second if something was
 * counted, every ten seconds in any case, and less often where it takes long.
 */
public final class TrendingWatch extends Lookout implements Trending {

  private static final Logger LOG = LoggerFactory.getLogger(TrendingWatch.class);
  private static final List<CountWindow> WINDOWS =
      List.of(CountWindow.HOUR, CountWindow.DAY, CountWindow.WEEK);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(10);
  private static final DeliveryOptions HERE = new DeliveryOptions().setLocalOnly(true);

  /** Some may not be public or may be gone. */
  private static final int LOOKED_AT = 3 * MOST;

  private final CounterView counters;
  private final Function<Set<String>, Future<Set<String>>> shown;
  private final BoundedPool pool;
  private final Map<CountWindow, List<TrendingVideo>> lists = new ConcurrentHashMap<>();
  private long changes = -1;
  private long worked = System.nanoTime() - AT_LEAST_EVERY.toNanos();

  /**
   * @param shown of these videos those that viewers may see
   * @param pool for work that burns CPU
   */
  public TrendingWatch(
      CounterView counters, Function<Set<String>, Future<Set<String>>> shown, BoundedPool pool) {
    super(EVERY);
    this.counters = counters;
    this.shown = shown;
    this.pool = pool;
  }

  @Override
  public List<TrendingVideo> now(CountWindow window, int limit) {
    if (!WINDOWS.contains(window)) {
      throw new InvalidValueException("window", window.word(), "1h, 24h, 7d");
    }
    if (limit < 1 || limit > MOST) {
      throw new InvalidValueException("limit", limit, "1 to " + MOST);
    }
    List<TrendingVideo> list = lists.getOrDefault(window, List.of());
    return list.subList(0, Math.min(limit, list.size()));
  }

  @Override
  protected Future<?> look() {
    long begin = System.nanoTime();
    long seen = counters.changes();
    if (seen == changes && begin - worked < AT_LEAST_EVERY.toNanos()) {
      return Future.succeededFuture();
    }
    return pool.run(this::scores)
        .compose(this::onlyShown)
        .onSuccess(
            found -> {
              changes = seen;
              worked = begin;
              found.forEach(this::show);
            })
        .onFailure(failure -> LOG.debug("What is trending stays as it was", failure));
  }

  private Map<CountWindow, TrendScores> scores() {
    long now = System.currentTimeMillis();
    Map<CountWindow, TrendScores> scores = new EnumMap<>(CountWindow.class);
    for (CountWindow window : WINDOWS) {
      scores.put(window, TrendScores.of(counters, window, LOOKED_AT, now));
    }
    return scores;
  }

  private Future<Map<CountWindow, List<TrendingVideo>>> onlyShown(
      Map<CountWindow, TrendScores> scores) {
    Set<String> ids = new HashSet<>();
    scores.values().forEach(each -> ids.addAll(each.videos()));
    Future<Set<String>> visible =
        ids.isEmpty() ? Future.succeededFuture(Set.of()) : shown.apply(ids);
    return visible.map(
        found -> {
          Map<CountWindow, List<TrendingVideo>> lists = new EnumMap<>(CountWindow.class);
          scores.forEach((window, each) -> lists.put(window, each.list(MOST, found::contains)));
          return lists;
        });
  }

  private void show(CountWindow window, List<TrendingVideo> list) {
    List<TrendingVideo> before = lists.put(window, list);
    boolean same =
        before != null
            && before.stream()
                .map(TrendingVideo::id)
                .toList()
                .equals(list.stream().map(TrendingVideo::id).toList());
    if (!same) {
      vertx.eventBus().publish(CHANGED, window.word(), HERE);
    }
  }
}
