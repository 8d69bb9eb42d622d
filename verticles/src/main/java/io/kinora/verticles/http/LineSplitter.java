package io.kinora.verticles.http;

import java.io.ByteArrayOutputStream;

/**
 * Divides a stream of bytes into lines, in whatever pieces it comes. A line that grows too long is
 * counted and dropped, never held.
 */
final class LineSplitter {

  /** Is given the lines in order. */
  interface Sink {

    /**
     * @param number of the line, from 1
     * @param bytes without the line's end
     */
    void line(long number, byte[] bytes);

    /**
     * @param length how many bytes the line had
     */
    void tooLong(long number, long length);
  }

  private final int mostBytes;
  private final Sink sink;
  private final ByteArrayOutputStream open = new ByteArrayOutputStream();
  private long number = 1;
  private long length;

  LineSplitter(int mostBytes, Sink sink) {
    this.mostBytes = mostBytes;
    this.sink = sink;
  }

  void feed(byte[] chunk) {
    int start = 0;
    for (int i = 0; i < chunk.length; i++) {
      if (chunk[i] == '\n') {
        append(chunk, start, i - start);
        endLine();
        start = i + 1;
      }
    }
    append(chunk, start, chunk.length - start);
  }

  /** The stream has ended; a last line needs no line end. */
  void end() {
    if (length > 0) {
      endLine();
    }
  }

  private void append(byte[] chunk, int start, int count) {
    length += count;
    if (length <= mostBytes) {
      open.write(chunk, start, count);
    } else {
      open.reset();
    }
  }

  private void endLine() {
    if (length > mostBytes) {
      sink.tooLong(number, length);
    } else {
      sink.line(number, open.toByteArray());
    }
    open.reset();
    length = 0;
    number++;
  }
}
