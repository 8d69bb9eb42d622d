package io.kinora.indexing.encode.models;

import io.kinora.catalog.InvalidValueException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the records of a model file demand of their values. */
final class Check {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Printed without the quotes of a text. */
  private static final Object MISSING =
      new Object() {
        @Override
        public String toString() {
          return "missing";
        }
      };

  private Check() {}

  static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw new InvalidValueException(field, MISSING, "a value, for this key is required");
    }
    return value;
  }

  static void text(String field, @Nullable String value, int longest) {
    String given = required(field, value);
    if (given.isBlank() || given.length() > longest) {
      throw new InvalidValueException(field, given, "1 to " + longest + " characters");
    }
  }

  /** A name that is also a folder's: it can hold no path. */
  static void name(String field, @Nullable String value) {
    String given = required(field, value);
    if (!NAME.matcher(given).matches()) {
      throw new InvalidValueException(
          field, given, "1 to 64 of a-z 0-9 . _ -, the first a letter or digit");
    }
  }

  static void fileName(String field, String value) {
    if (!FILE_NAME.matcher(value).matches()) {
      throw new InvalidValueException(
          field, value, "1 to 100 of A-Z a-z 0-9 . _ -, the first a letter or digit");
    }
  }

  static void range(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InvalidValueException(field, value, least + " to " + most);
    }
  }

  static void similarity(String field, @Nullable Double value) {
    if (value != null && !(value >= -1 && value <= 1)) {
      throw new InvalidValueException(field, value, "-1 to 1");
    }
  }

  static void size(String field, @Nullable Long bytes) {
    if (bytes != null && bytes < 1) {
      throw new InvalidValueException(field, bytes, "1 or more");
    }
  }

  static void sha256(String field, @Nullable String value) {
    if (value != null && !SHA256.matcher(value).matches()) {
      throw new InvalidValueException(field, value, "64 lower-case hexadecimal digits");
    }
  }

  static void listed(String field, String file, Map<String, FileSource> files) {
    if (!files.containsKey(file)) {
      throw new InvalidValueException(
          field, file, "one of files: " + String.join(", ", files.keySet()));
    }
  }
}
