package io.kinora.verticles.live;

import io.kinora.catalog.Trending;
import io.kinora.catalog.TrendingVideo;
import io.kinora.catalog.VideoCatalogue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What is trending, read once a second while any client of this node watches it. */
final class LiveTable implements AutoCloseable {

  static final int MOST_ROWS = 50;

  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Trending trending;
  private final VideoCatalogue catalogue;
  private final Consumer<BitSet> changes;
  private final AtomicInteger watchers = new AtomicInteger();
  private final AtomicBoolean reading = new AtomicBoolean();
  private final long timer;
  private volatile TrendingTable table = TrendingTable.EMPTY;

  /**
   * @param changes is told which rows have become others
   */
  LiveTable(Vertx vertx, Trending trending, VideoCatalogue catalogue, Consumer<BitSet> changes) {
    this.vertx = vertx;
    this.trending = trending;
    this.catalogue = catalogue;
    this.changes = changes;
    this.timer = vertx.setPeriodic(EVERY.toMillis(), again -> read());
  }

  /** Counts a watcher; completes when there is something to be seen. */
  Future<Void> watch() {
    watchers.incrementAndGet();
    return read();
  }

  void unwatch() {
    watchers.decrementAndGet();
  }

  TrendingTable now() {
    return table;
  }

  /** A row as it is now; empty beyond the end of the table. */
  TrendingTable.Row row(int index) {
    TrendingTable now = table;
    return index < now.size()
        ? now.row(index)
        : TrendingTable.Row.empty(emptied() + index, System.currentTimeMillis());
  }

  /**
   * A number that grows with every change of the table. Those up to the next one's are for the
   * rows: one for each that is set, one for each that is emptied.
   */
  long tick() {
    return System.currentTimeMillis() * (2 * MOST_ROWS);
  }

  private long emptied() {
    return tick() + MOST_ROWS;
  }

  private Future<Void> read() {
    if (watchers.get() == 0 || !reading.compareAndSet(false, true)) {
      return Future.succeededFuture();
    }
    List<TrendingVideo> videos = trending.now(MOST_ROWS);
    List<Future<TrendingTable.Row>> rows = new ArrayList<>();
    for (int i = 0; i < videos.size(); i++) {
      rows.add(row(videos.get(i), i));
    }
    return Future.join(rows)
        .transform(
            done -> {
              reading.set(false);
              if (done.succeeded()) {
                replace(rows.stream().map(Future::result).toList());
              }
              return Future.succeededFuture();
            });
  }

  private Future<TrendingTable.Row> row(TrendingVideo video, int index) {
    TrendingTable before = table;
    long at = System.currentTimeMillis();
    if (index < before.size() && video.id().equals(before.row(index).id())) {
      return Future.succeededFuture(before.row(index));
    }
    return catalogue
        .find(video.id())
        .map(
            found ->
                new TrendingTable.Row(
                    video.id(),
                    video.previousRank(),
                    found.map(LiveHits::open).orElse(null),
                    tick() + index,
                    at));
  }

  private void replace(List<TrendingTable.Row> rows) {
    TrendingTable before = table;
    TrendingTable next = before.then(rows, emptied(), System.currentTimeMillis());
    BitSet changed = next.changedSince(before);
    if (!changed.isEmpty()) {
      table = next;
      changes.accept(changed);
    }
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
