package io.kinora.indexing.picture;

/** A picture that is not taken. The message is for whoever sent it. */
public final class UnusablePictureException extends Exception {

  /** Why. */
  public enum Reason {
    /** Another kind of file. */
    NOT_A_PICTURE,
    /** More pixels than are taken, or more work than a picture should be. */
    TOO_LARGE,
    /** Cut short, or not what its header says. */
    DAMAGED
  }

  private final Reason reason;

  UnusablePictureException(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  static UnusablePictureException damaged(String detail) {
    return new UnusablePictureException(Reason.DAMAGED, detail);
  }

  public Reason reason() {
    return reason;
  }
}
