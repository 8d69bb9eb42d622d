package io.kinora.verticles.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Bytes to be sent and what may be expected of them.
 *
 * @param about the operation that it was made from and what was done to it
 * @param heads of each request in the bytes, whether it is a HEAD
 * @param wellFormed whether HTTP/1.1 has a server answer each of them
 */
record RawRequest(
    String about, byte[] bytes, List<Boolean> heads, boolean wellFormed, Delivery delivery) {

  private static final int SHOWN = 400;

  enum Delivery {
    /** All at once. */
    WHOLE,
    /** In several pieces. */
    PIECES,
    /** In two pieces with a moment between them. */
    STALLED,
    /** All at once, and then the client says that it will send no more. */
    HALF_CLOSED,
    /** A part of it, and the client is gone. */
    ABORTED
  }

  /** Its beginning, readable. */
  @Override
  public String toString() {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    StringBuilder shown = new StringBuilder(about + ", " + delivery + ": ");
    text.chars()
        .limit(SHOWN)
        .forEach(
            c -> {
              if (c >= ' ' && c < 127) {
                shown.append((char) c);
              } else {
                shown.append(c == '\n' ? "\\n" : c == '\r' ? "" : "\\x%02x".formatted(c));
              }
            });
    return shown.append(" (").append(bytes.length).append(" bytes)").toString();
  }
}
