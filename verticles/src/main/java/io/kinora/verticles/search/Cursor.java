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

/**
 * Where a page ended. Opaque to clients, bound to the query that it was made for.
 *
 * @param place how many hits came before the next page
 * @param value with a sort by a field: the field's value of the last hit
 * @param id of the last hit
 * @param wide whether the pages before came of a wider look, see {@link
 *     io.kinora.search.understand.QueryClass#TAIL}
 * @param words searched for in place of what was typed, or an empty text
 */
public record Cursor(int place, long value, String id, boolean wide, String words) {

  private static final byte VERSION = 2;
  private static final int MOST_WORDS = 1200;
  private static final int MOST_BYTES =
      1 + Integer.BYTES * 2 + Long.BYTES + 1 + Short.BYTES + MOST_WORDS + 128;

  public Cursor(int place, long value, String id) {
    this(place, value, id, false, "");
  }

  /** The same place in the same kind of list. */
  Cursor of(boolean wideLook, String otherWords) {
    return new Cursor(place, value, id, wideLook, otherWords);
  }

  SortPosition sortPosition() {
    return new SortPosition(value, id);
  }

  /** The text a client sends back. */
  public String encode(SearchRequest request) {
    byte[] name = id.getBytes(StandardCharsets.US_ASCII);
    byte[] text = words.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(
            1 + Integer.BYTES * 2 + Long.BYTES + 1 + Short.BYTES + text.length + name.length);
    bytes.put(VERSION).putInt(fingerprint(request)).putInt(place).putLong(value);
    bytes.put((byte) (wide ? 1 : 0)).putShort((short) text.length).put(text).put(name);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * @throws InvalidValueException if it is not a cursor, or one of another query
   */
  public static Cursor decode(String text, SearchRequest request) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      boolean readable = bytes.remaining() <= MOST_BYTES && bytes.get() == VERSION;
      if (!readable) {
        throw stale(text);
      }
      if (bytes.getInt() != fingerprint(request)) {
        throw new InvalidValueException(
            "cursor",
            text,
            "the next_cursor of the page before, with the same q, mode, filter, sort and the rest");
      }
      int place = bytes.getInt();
      long value = bytes.getLong();
      boolean wide = bytes.get() != 0;
      byte[] instead = new byte[Short.toUnsignedInt(bytes.getShort())];
      bytes.get(instead);
      byte[] name = new byte[bytes.remaining()];
      bytes.get(name);
      if (place < 1) {
        throw stale(text);
      }
      return new Cursor(
          place,
          value,
          new String(name, StandardCharsets.US_ASCII),
          wide,
          new String(instead, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | BufferUnderflowException malformed) {
      if (malformed instanceof InvalidValueException named) {
        throw named;
      }
      throw stale(text);
    }
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
        request.help().spelling(),
        request.help().entities());
  }

  private static String weights(FusionChoice fusion) {
    return new TreeMap<>(fusion.weights()).toString();
  }
}
