package io.kinora.verticles.search;

import io.kinora.catalog.InvalidValueException;
import io.kinora.search.FusionChoice;
import io.kinora.search.QueryVector;
import io.kinora.search.SearchRequest;
import io.kinora.search.ShardQuery.SortPosition;
import io.kinora.search.filter.FilterPrinter;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Where a page ended. Opaque to clients, bound to the query that it was made for, and complete: no
 * node keeps anything of a session.
 *
 * @param value with a sort by a field: the field's value of the last hit
 * @param id of the last hit
 * @param wide whether the pages before came of a wider look, see {@link
 *     io.kinora.search.understand.QueryClass#TAIL}
 * @param words searched for in place of what was typed, or an empty text
 */
record Cursor(Session session, long value, String id, boolean wide, String words) {

  private static final byte VERSION = 4;
  private static final int LONGEST_ID = 128;
  private static final int HEAD = 1 + Integer.BYTES * 3 + Long.BYTES * 3 + 1 + 1 + Short.BYTES * 2;
  private static final int MOST_WORDS = 1200;

  /** What the API takes back: 2,048 characters of six bits. */
  private static final int MOST_BYTES = 2048 / 4 * 3;

  /** The year 3000: a moment beyond it is none of ours. */
  private static final long LATEST_MS = 32_503_680_000_000L;

  Cursor(Session session, long value, String id) {
    this(session, value, id, false, "");
  }

  /** The same place in the same kind of list. */
  Cursor of(boolean wideLook, String otherWords) {
    return new Cursor(session, value, id, wideLook, otherWords);
  }

  SortPosition sortPosition() {
    return new SortPosition(value, id);
  }

  /** The text a client sends back. */
  String encode(SearchRequest request) {
    byte[] name = id.getBytes(StandardCharsets.US_ASCII);
    byte[] text = words.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    bytes.put(VERSION).putInt(fingerprint(request)).putInt(0);
    bytes.putInt(session.place()).putLong(session.nowMs()).putLong(session.digest());
    bytes.putLong(value).put((byte) name.length).put(name);
    bytes.put((byte) (wide ? 1 : 0)).putShort((short) text.length).put(text);
    writeShown(bytes);
    bytes.flip();
    bytes.putInt(1 + Integer.BYTES, checksum(bytes));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(slice(bytes));
  }

  /** What was shown earlier takes half of the room at most. */
  private void writeShown(ByteBuffer into) {
    int begin = into.position();
    into.putShort((short) 0);
    session.earlier().within(into.remaining() / 2).write(into);
    into.putShort(begin, (short) (into.position() - begin - Short.BYTES));
    session.shown().within(into.remaining()).write(into);
  }

  private static byte[] slice(ByteBuffer bytes) {
    byte[] whole = new byte[bytes.remaining()];
    bytes.get(0, whole);
    return whole;
  }

  /** Of all but itself: a cursor that was changed by accident or by hand is none. */
  private static int checksum(ByteBuffer bytes) {
    byte[] whole = slice(bytes);
    CRC32C sum = new CRC32C();
    sum.update(whole, 0, 1 + Integer.BYTES);
    int from = 1 + Integer.BYTES * 2;
    sum.update(whole, from, whole.length - from);
    return (int) sum.getValue();
  }

  /**
   * @throws InvalidValueException if it is not a cursor, or one of another query
   */
  static Cursor decode(String text, SearchRequest request) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      boolean readable =
          bytes.remaining() >= HEAD && bytes.remaining() <= MOST_BYTES && bytes.get(0) == VERSION;
      if (!readable || bytes.getInt(1 + Integer.BYTES) != checksum(bytes)) {
        throw stale(text);
      }
      if (bytes.getInt(1) != fingerprint(request)) {
        throw new InvalidValueException(
            "cursor",
            text,
            "the next_cursor of the page before, with the same q, mode, filter, sort and the rest");
      }
      bytes.position(1 + Integer.BYTES * 2);
      return read(bytes, text);
    } catch (IllegalArgumentException | BufferUnderflowException malformed) {
      if (malformed instanceof InvalidValueException named) {
        throw named;
      }
      throw stale(text);
    }
  }

  private static Cursor read(ByteBuffer bytes, String text) {
    int place = bytes.getInt();
    long nowMs = bytes.getLong();
    long digest = bytes.getLong();
    long value = bytes.getLong();
    int length = bytes.get() & 0xff;
    boolean possible =
        place >= 0 && nowMs >= 0 && nowMs <= LATEST_MS && length >= 1 && length <= LONGEST_ID;
    if (!possible) {
      throw stale(text);
    }
    byte[] name = new byte[length];
    bytes.get(name);
    boolean wide = bytes.get() != 0;
    int letters = Short.toUnsignedInt(bytes.getShort());
    if (letters > MOST_WORDS) {
      throw stale(text);
    }
    byte[] words = new byte[letters];
    bytes.get(words);
    int earlierBytes = Short.toUnsignedInt(bytes.getShort());
    if (earlierBytes > bytes.remaining()) {
      throw stale(text);
    }
    ShownIds earlier = ShownIds.read(bytes.slice(bytes.position(), earlierBytes));
    bytes.position(bytes.position() + earlierBytes);
    Session session = new Session(place, nowMs, digest, ShownIds.read(bytes), earlier);
    if (session.remembered() > place) {
      throw stale(text);
    }
    return new Cursor(
        session,
        value,
        new String(name, StandardCharsets.US_ASCII),
        wide,
        new String(words, StandardCharsets.UTF_8));
  }

  private static InvalidValueException stale(String text) {
    return new InvalidValueException("cursor", text, "the next_cursor of the page before");
  }

  /**
   * What must be the same on every page: all that decides which hits there are and in which order.
   * Made of texts and numbers only, so that it is the same on every node and after a restart.
   */
  private static int fingerprint(SearchRequest request) {
    QueryVector vector = request.vector();
    FusionChoice fusion = request.fusion();
    return Objects.hash(
        request.q(),
        request.mode().name(),
        FilterPrinter.print(request.filter()),
        request.sort().name(),
        vector == null ? "" : vector.field().name() + vector.vector().hashCode(),
        request.lang(),
        fusion == null ? "" : fusion.method().name() + weights(fusion),
        request.collapse().name(),
        request.diversity(),
        request.maxPerChannel(),
        request.help().spelling(),
        request.help().entities());
  }

  private static String weights(FusionChoice fusion) {
    return new TreeMap<>(fusion.weights()).toString();
  }
}
