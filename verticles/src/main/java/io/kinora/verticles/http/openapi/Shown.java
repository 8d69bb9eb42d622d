package io.kinora.verticles.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;

/** How a value from outside is shown in a problem: short, and as it was written. */
public final class Shown {

  private static final int LONGEST = 120;

  private Shown() {}

  /**
   * @param keyword of the schema that the value breaks: of a text that is too long the length is
   *     shown, not the text
   */
  static String value(JsonNode value, String keyword) {
    return switch (keyword) {
      case "maxLength", "minLength" ->
          value.textValue().codePointCount(0, value.textValue().length()) + " characters";
      case "maxItems", "minItems" -> value.size() + " items";
      case "maxProperties", "minProperties" -> "an object with " + value.size() + " fields";
      default -> value.isContainerNode() ? container(value) : cut(value.toString());
    };
  }

  private static String container(JsonNode value) {
    if (value.isEmpty() || value.size() > 8) {
      return (value.isArray() ? "an array of " : "an object of ") + value.size();
    }
    return cut(value.toString());
  }

  /** A field's name, which a client may have made long, or of nothing that can be seen. */
  public static String name(String name) {
    boolean visible = name.codePoints().anyMatch(c -> c > ' ' && !Character.isWhitespace(c));
    return cut(visible ? name : '"' + name + '"');
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
