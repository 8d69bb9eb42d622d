package io.kinora.verticles.http.auth;

import java.util.Locale;

/** What a token lets its holder do. */
public enum Role {
  /** Search and watch. */
  VIEWER,
  /** Write videos. */
  PUBLISHER,
  /** Everything. */
  OPERATOR;

  /** The word in a token's claim {@code roles} and in the API document. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
