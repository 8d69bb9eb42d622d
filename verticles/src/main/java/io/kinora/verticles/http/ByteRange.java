package io.kinora.verticles.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file.
 *
 * @param start first byte, from 0
 * @param length at least 1, except of an empty file
 */
record ByteRange(long start, long length) {

  private static final Pattern ONE =
      Pattern.compile("bytes=\\s*([0-9]{0,18})\\s*-\\s*([0-9]{0,18})\\s*");

  /** The last byte. */
  long end() {
    return start + length - 1;
  }

  /**
   * Reads a {@code Range} header (RFC 9110, section 14.2).
   *
   * @param size of the file
   * @return null where the whole file is to be sent: there is no header, it cannot be read, or it
   *     asks for several ranges
   * @throws UnsatisfiableException if the file has no such bytes
   */
  static @Nullable ByteRange parse(@Nullable String header, long size)
      throws UnsatisfiableException {
    if (header == null) {
      return null;
    }
    Matcher range = ONE.matcher(header);
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return null;
    }
    if (range.group(1).isEmpty()) {
      return last(Long.parseLong(range.group(2)), size);
    }
    long start = Long.parseLong(range.group(1));
    long end = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
    if (end < start) {
      return null;
    }
    if (start >= size) {
      throw new UnsatisfiableException();
    }
    return new ByteRange(start, Math.min(end, size - 1) - start + 1);
  }

  private static ByteRange last(long count, long size) throws UnsatisfiableException {
    if (count == 0 || size == 0) {
      throw new UnsatisfiableException();
    }
    long length = Math.min(count, size);
    return new ByteRange(size - length, length);
  }

  /** The file ends before the range begins. */
  static final class UnsatisfiableException extends Exception {}
}
