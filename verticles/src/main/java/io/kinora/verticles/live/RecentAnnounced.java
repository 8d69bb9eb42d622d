package io.kinora.verticles.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

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

  /** Whether it has all from this offset on. */
  synchronized boolean covers(long from) {
    return from >= first;
  }

  /** Those with {@code from <= offset < until}, of those it has. */
  synchronized List<Announced> between(long from, long until) {
    List<Announced> some = new ArrayList<>();
    for (Announced record : records) {
      if (record.offset() >= from && record.offset() < until) {
        some.add(record);
      }
    }
    return some;
  }
}
