package io.kinora.verticles.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest records of the log, up to a number of bytes. Safe for use by several threads. */
final class RecentAnnounced {

  private final long mostBytes;
  private final ArrayDeque<Announced> records = new ArrayDeque<>();
  private long bytes;
  private long first;

  RecentAnnounced(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Forgets all; from this offset on it will have everything. */
  synchronized void restart(long next) {
    records.clear();
    bytes = 0;
    first = next;
  }

  synchronized void add(Announced record) {
    records.add(record);
    bytes += record.bytes();
    while (bytes > mostBytes) {
      Announced oldest = records.remove();
      bytes -= oldest.bytes();
      first = oldest.offset() + 1;
    }
  }

  /** All with {@code from <= offset < until}; null if it does not have them all any more. */
  synchronized @Nullable List<Announced> since(long from, long until) {
    if (from < first) {
      return null;
    }
    List<Announced> some = new ArrayList<>();
    for (Announced record : records) {
      if (record.offset() >= from && record.offset() < until) {
        some.add(record);
      }
    }
    return some;
  }
}
