package io.kinora.search.understand;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Brings the text of a query into the one form that everything after it expects. */
public final class QueryUnderstanding {

  /**
   * @param text in Unicode's NFKC form, without control and formatting characters, words apart by
   *     one blank; may be empty
   * @param language BCP 47 tag, or null if unknown
   * @param reading what {@link CatalogueUnderstanding} makes of it
   */
  public record UnderstoodQuery(String text, @Nullable String language, Reading reading) {

    public UnderstoodQuery(String text, @Nullable String language) {
      this(text, language, Reading.NONE);
    }

    /** The same query in other words. */
    public UnderstoodQuery saying(String words) {
      return new UnderstoodQuery(words, language, reading);
    }

    public UnderstoodQuery readAs(Reading meaning) {
      return new UnderstoodQuery(text, language, meaning);
    }
  }

  /**
   * @param text as typed
   * @param language as the client says, or null
   */
  public UnderstoodQuery understand(String text, @Nullable String language) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
    StringBuilder clean = new StringBuilder(normal.length());
    boolean gap = false;
    for (int i = 0; i < normal.length(); ) {
      int c = normal.codePointAt(i);
      i += Character.charCount(c);
      if (separates(c)) {
        gap = !clean.isEmpty();
      } else if (says(c)) {
        if (gap) {
          clean.append(' ');
          gap = false;
        }
        clean.appendCodePoint(c);
      }
    }
    return new UnderstoodQuery(clean.toString(), language);
  }

  private static boolean separates(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  /** Joiners stay: they are part of some scripts' words and of emoji. */
  private static boolean says(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT -> c == 0x200C || c == 0x200D;
      case Character.SURROGATE, Character.UNASSIGNED, Character.CONTROL -> false;
      default -> true;
    };
  }
}
