package io.kinora.verticles.http;

import org.jspecify.annotations.Nullable;

/** Compares entity tags (RFC 9110, section 13.1.2). */
final class EntityTags {

  private EntityTags() {}

  /**
   * @param header of {@code If-None-Match}: a list of tags or {@code *}; null if there is none
   */
  static boolean matches(@Nullable String header, String etag) {
    if (header == null) {
      return false;
    }
    for (String candidate : header.split(",", -1)) {
      String tag = candidate.strip();
      if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }
}
