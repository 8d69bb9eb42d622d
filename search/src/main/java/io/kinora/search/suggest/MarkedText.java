package io.kinora.search.suggest;

import io.kinora.search.HtmlEscape;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.util.BytesRef;

/** A text with a part of it in {@code <em>}, all else escaped for HTML. */
final class MarkedText {

  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private MarkedText() {}

  /**
   * @param folded of the text
   * @param from of the part, in the folded text
   * @param to its end
   */
  static String of(String text, FoldedText folded, int from, int to) {
    int start = folded.source(from);
    int end = endOfCharacter(text, folded.source(to - 1));
    StringBuilder out = new StringBuilder(text.length() + 16);
    HtmlEscape.append(text, 0, start, out);
    out.append("<em>");
    HtmlEscape.append(text, start, end, out);
    out.append("</em>");
    HtmlEscape.append(text, end, text.length(), out);
    return out.toString();
  }

  /** How many characters these bytes of a folded text are. */
  static int characters(BytesRef folded, int bytes) {
    return new String(folded.bytes, folded.offset, bytes, StandardCharsets.UTF_8).length();
  }

  /** After the character and the marks that belong to it. */
  private static int endOfCharacter(String text, int at) {
    int end = at + Character.charCount(text.codePointAt(at));
    while (end < text.length() && belongsToTheOneBefore(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean belongsToTheOneBefore(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || c == ZERO_WIDTH_JOINER;
  }
}
