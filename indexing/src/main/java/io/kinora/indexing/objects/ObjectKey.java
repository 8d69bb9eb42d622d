package io.kinora.indexing.objects;

import io.kinora.catalog.InvalidValueException;
import java.util.regex.Pattern;

/** The rules for keys; see {@link ObjectStore}. */
final class ObjectKey {

  static final int MAX_LENGTH = 512;

  /** File systems end at 255 bytes a name. */
  static final int MAX_SEGMENT = 255;

  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~-]{1," + MAX_SEGMENT + "}");

  private ObjectKey() {}

  /** Throws {@link InvalidValueException} if it is not the key of one object. */
  static String check(String key) {
    if (key.isEmpty() || key.length() > MAX_LENGTH) {
      throw invalid(key);
    }
    for (String segment : key.split("/", -1)) {
      if (!SEGMENT.matcher(segment).matches() || segment.equals(".") || segment.equals("..")) {
        throw invalid(key);
      }
    }
    return key;
  }

  /** Several objects at once. */
  static boolean isPrefix(String key) {
    return key.endsWith("/");
  }

  /** As {@link #check}, for what comes before the last slash of a prefix. */
  static String checkPrefix(String prefix) {
    return check(prefix.substring(0, prefix.length() - 1));
  }

  private static InvalidValueException invalid(String key) {
    return new InvalidValueException(
        "key",
        key,
        "1 to %d characters: segments of A-Z a-z 0-9 . _ ~ - with / between them, none . or .."
            .formatted(MAX_LENGTH));
  }
}
