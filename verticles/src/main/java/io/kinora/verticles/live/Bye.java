package io.kinora.verticles.live;

import java.util.Locale;

/** Why a server ends a connection, and whether the client should come again by itself. */
enum Bye {
  GOING_AWAY(1001, true),
  SILENT(4408, true),
  SLOW(4900, true),
  TOO_MANY(4429, true),
  INTERNAL(1011, true),
  UNAUTHENTICATED(4401, false),
  MALFORMED(4400, false),
  TOO_LARGE(1009, false);

  private final int closeCode;
  private final boolean again;

  Bye(int closeCode, boolean again) {
    this.closeCode = closeCode;
    this.again = again;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  short closeCode() {
    return (short) closeCode;
  }

  boolean again() {
    return again;
  }
}
