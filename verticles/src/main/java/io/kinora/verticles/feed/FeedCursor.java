package io.kinora.verticles.feed;

import io.kinora.catalog.InvalidValueException;
import io.kinora.verticles.search.ShownIds;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages before have shown: a feed changes all the time, so a place in it says nothing. */
record FeedCursor(ShownIds ids) {

  private static final byte VERSION = 1;

  /**
   * @param cursor null before the first page
   * @throws InvalidValueException if it is no cursor of a feed
   */
  static FeedCursor read(@Nullable String cursor) {
    if (cursor == null) {
      return new FeedCursor(ShownIds.NONE);
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      if (bytes.get() == VERSION) {
        return new FeedCursor(ShownIds.read(bytes));
      }
    } catch (IllegalArgumentException | BufferUnderflowException malformed) {
      // told below
    }
    throw new InvalidValueException("cursor", cursor, "next_cursor of the page before");
  }

  boolean shown(String id) {
    return ids.contains(id);
  }

  /** Null once so much was shown that it cannot be kept: there the feed ends. */
  @Nullable String with(List<String> more) {
    if (ids.size() + more.size() > ShownIds.MOST_IDS) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.allocate(1 + ShownIds.MOST_BYTES);
    bytes.put(VERSION);
    ids.with(more).write(bytes);
    byte[] written = new byte[bytes.position()];
    bytes.flip().get(written);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(written);
  }
}
