package io.kinora.search;

/** Text as it stands in HTML, in an element or in a quoted attribute. */
public final class HtmlEscape {

  private HtmlEscape() {}

  public static String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    append(text, 0, text.length(), out);
    return out.toString();
  }

  /** Appends a piece of a text, escaped. */
  public static void append(String text, int start, int end, StringBuilder out) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }
}
