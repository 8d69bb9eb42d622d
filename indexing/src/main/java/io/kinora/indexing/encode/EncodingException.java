package io.kinora.indexing.encode;

/** A model that was loaded but could not be run, or gave something that is no vector. */
public final class EncodingException extends RuntimeException {

  EncodingException(String message, Throwable cause) {
    super(message, cause);
  }

  EncodingException(String message) {
    super(message);
  }
}
