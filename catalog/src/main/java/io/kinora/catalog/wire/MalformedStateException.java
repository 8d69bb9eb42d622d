package io.kinora.catalog.wire;

/** Bytes from the log or a row that cannot be read: they are damaged, or not ours. */
public final class MalformedStateException extends IllegalArgumentException {

  MalformedStateException(String what, Throwable cause) {
    super("the bytes are not " + what + ": " + cause.getMessage(), cause);
  }
}
