package io.kinora.catalog;

/**
 * A value from outside that cannot be accepted. It names the field, shows the value and says what
 * would be allowed, so that whoever sent it can mend it without asking.
 */
public final class InvalidValueException extends IllegalArgumentException {

  private static final int LONGEST_SHOWN = 120;

  private final String field;

  /**
   * @param field dotted path of the field as the sender knows it, e.g. {@code
   *     frames[3].timestamp_ms}
   * @param value what was sent; shortened for display
   * @param allowed what is accepted, e.g. {@code "1 to 100"}
   */
  public InvalidValueException(String field, Object value, String allowed) {
    super(field + " is " + shown(value) + "; allowed: " + allowed);
    this.field = field;
  }

  /** Dotted path of the field that was wrong. */
  public String field() {
    return field;
  }

  private static String shown(Object value) {
    String text = value instanceof CharSequence ? "\"" + value + "\"" : String.valueOf(value);
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }
}
