package io.kinora.verticles.live;

import io.kinora.catalog.Announcement;
import io.kinora.catalog.News;
import io.kinora.catalog.wire.AnnouncementCodec;
import io.kinora.cluster.log.LogRecord;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record of the log of what is new. Safe for use by several threads. */
final class Announced {

  /** A video in memory is larger than its record. */
  private static final int SWELLING = 2;

  private final long offset;
  private final long atMs;
  private final Announcement announcement;
  private final int bytes;
  private volatile @Nullable LiveItem item;

  private Announced(long offset, long atMs, Announcement announcement, int bytes) {
    this.offset = offset;
    this.atMs = atMs;
    this.announcement = announcement;
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException if the record is not an announcement
   */
  static Announced of(LogRecord record) {
    byte[] value = Objects.requireNonNullElse(record.value(), new byte[0]);
    return new Announced(
        record.offset(),
        record.timestampMs(),
        AnnouncementCodec.decode(value),
        SWELLING * value.length + 500);
  }

  long offset() {
    return offset;
  }

  Announcement announcement() {
    return announcement;
  }

  String id() {
    return announcement.video().id();
  }

  /** The channel on which it is new; null if it was public before or has no channel. */
  @Nullable String channel() {
    return announcement.news().contains(News.PUBLIC)
        ? announcement.video().metadata().channel()
        : null;
  }

  /** About what it costs to keep. */
  int bytes() {
    return bytes;
  }

  /** What clients are told of it; made when first asked for. */
  LiveItem item() {
    LiveItem made = item;
    if (made == null) {
      made = new LiveItem(offset, atMs, id(), LiveHits.open(announcement.video()));
      item = made;
    }
    return made;
  }
}
