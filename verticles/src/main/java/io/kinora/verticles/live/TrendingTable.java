package io.kinora.verticles.live;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is trending, as of some moment. */
record TrendingTable(List<Row> rows) {

  static final TrendingTable EMPTY = new TrendingTable(List.of());

  /**
   * A row that has become what it is at some time.
   *
   * @param id of the video, or null if the row is empty now
   * @param hit an object but for its closing brace, or null
   * @param tick different for every change of any row
   */
  record Row(
      @Nullable String id,
      @Nullable Integer previousRank,
      @Nullable String hit,
      long tick,
      long atMs) {

    static Row empty(long tick, long atMs) {
      return new Row(null, null, null, tick, atMs);
    }

    boolean sameAs(Row other) {
      return Objects.equals(id, other.id);
    }
  }

  TrendingTable {
    rows = List.copyOf(rows);
  }

  int size() {
    return rows.size();
  }

  Row row(int index) {
    return rows.get(index);
  }

  /**
   * The table after this one: rows that say the same stay what they are.
   *
   * @param tick of the first row if that is emptied, one more for each after it
   */
  TrendingTable then(List<Row> now, long tick, long atMs) {
    List<Row> next = new ArrayList<>();
    for (int i = 0; i < Math.max(now.size(), rows.size()); i++) {
      Row row = i < now.size() ? now.get(i) : Row.empty(tick + i, atMs);
      next.add(i < rows.size() && rows.get(i).sameAs(row) ? rows.get(i) : row);
    }
    return new TrendingTable(next);
  }

  /** Which rows are others than in the table before. */
  BitSet changedSince(TrendingTable before) {
    BitSet changed = new BitSet();
    for (int i = 0; i < rows.size(); i++) {
      if (i >= before.size() || rows.get(i) != before.rows.get(i)) {
        changed.set(i);
      }
    }
    return changed;
  }
}
