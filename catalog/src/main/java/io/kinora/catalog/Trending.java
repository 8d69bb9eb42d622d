package io.kinora.catalog;

import java.util.List;

/**
 * What is watched, liked and shared more than all else just now. The same list on every node, held
 * in memory; only public videos that exist. Safe for use by several threads.
 */
public interface Trending {

  /**
   * The event bus address at which this node (no other) is told that a list has changed: the body
   * is the window's {@link CountWindow#word word}. Told at most once a second for each window.
   */
  String CHANGED = "trending.changed";

  /** The most videos that a list has. */
  int MOST = 100;

  /** Nothing is trending. */
  Trending NONE = (window, limit) -> List.of();

  /**
   * The best of a window, by rank.
   *
   * @param window {@code HOUR}, {@code DAY} or {@code WEEK}; no list is kept for the others
   * @param limit 1 to {@link #MOST}
   */
  List<TrendingVideo> now(CountWindow window, int limit);

  /** The best of the last 24 hours. */
  default List<TrendingVideo> now(int limit) {
    return now(CountWindow.DAY, limit);
  }
}
