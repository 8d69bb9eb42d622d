package io.kinora.verticles.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** A text's lines, of which no more is held than is allowed. */
final class Lines implements Closeable {

  private static final int READ_AT_ONCE = 1 << 14;

  private final Reader text;
  private final int longest;
  private final char[] buffer = new char[READ_AT_ONCE];
  private final StringBuilder kept = new StringBuilder();
  private int next;
  private int end;

  /**
   * @param longest how much of a line is kept, characters
   */
  Lines(Reader text, int longest) {
    this.text = text;
    this.longest = longest;
  }

  /**
   * @param text its first characters, without what ends it
   * @param length of the whole line, characters
   */
  record Line(String text, long length) {

    boolean whole() {
      return text.length() == length;
    }
  }

  /** The next line, or null at the end. */
  @Nullable Line next() throws IOException {
    kept.setLength(0);
    long length = 0;
    while (next < end || fill()) {
      int newline = next;
      while (newline < end && buffer[newline] != '\n') {
        newline++;
      }
      int part = newline - next;
      kept.append(buffer, next, Math.min(part, longest - kept.length()));
      length += part;
      next = newline + 1;
      if (newline < end) {
        return new Line(kept.toString(), length);
      }
    }
    return length == 0 ? null : new Line(kept.toString(), length);
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, text.read(buffer));
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
