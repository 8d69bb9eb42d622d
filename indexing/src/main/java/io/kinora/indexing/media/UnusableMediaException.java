package io.kinora.indexing.media;

/** A file that cannot be used as a video. The message is for whoever sent it. */
public final class UnusableMediaException extends Exception {

  public UnusableMediaException(String reason) {
    super(reason);
  }

  public UnusableMediaException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
