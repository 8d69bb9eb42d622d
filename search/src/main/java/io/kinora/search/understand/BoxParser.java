package io.kinora.search.understand;

import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterField;
import io.kinora.search.filter.FilterParser;
import io.kinora.search.filter.FilterSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a viewer wrote into the box. There is no wrong text: what is not one of these is
 * words, as it stands.
 *
 * <pre>
 * "exact phrase"   -word   -"phrase"
 * field:value   field:"value"   field:&gt;=bound   field:[a TO b]   each also with a minus before it
 * </pre>
 *
 * <p>A piece of syntax begins at the start of the text or after a blank, so that {@code 7" vinyl},
 * {@code C++} and {@code well-known} have none in them. A minus excludes only what begins like a
 * word: {@code -1} and {@code -_-} are words.
 */
public final class BoxParser {

  private final String text;
  private final StringJoiner words = new StringJoiner(" ");
  private final List<String> phrases = new ArrayList<>();
  private final List<String> excluded = new ArrayList<>();
  private final List<Filter> filters = new ArrayList<>();
  private int at;

  private BoxParser(String text) {
    this.text = text;
  }

  /**
   * @param text normalised, quotes straight
   */
  public static BoxQuery parse(String text) {
    return new BoxParser(text).query();
  }

  private BoxQuery query() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (!phrase() && !exclusion() && !filter(at, false)) {
        int end = wordEnd(at);
        words.add(text.substring(at, end));
        at = end;
      }
    }
    return new BoxQuery(words.toString(), phrases, excluded, filter());
  }

  private Filter filter() {
    return filters.size() == 1
        ? filters.getFirst()
        : filters.isEmpty() ? Filter.ALL : new Filter.And(List.copyOf(filters));
  }

  private boolean phrase() {
    String phrase = quoted(at);
    if (phrase == null) {
      return false;
    }
    phrases.add(phrase);
    words.add(phrase);
    return true;
  }

  /** The words of the phrase whose quotes open here, passed over; null if there is none. */
  private @Nullable String quoted(int open) {
    int close = text.startsWith("\"", open) ? text.indexOf('"', open + 1) : -1;
    if (close < 0) {
      return null;
    }
    String inside = String.join(" ", text.substring(open + 1, close).strip().split("\\s+"));
    if (inside.isEmpty()) {
      return null;
    }
    at = close + 1;
    return inside;
  }

  private boolean exclusion() {
    if (text.charAt(at) != '-') {
      return false;
    }
    String phrase = quoted(at + 1);
    if (phrase != null) {
      excluded.add(phrase);
      return true;
    }
    if (filter(at + 1, true)) {
      return true;
    }
    if (field(at + 1) != null || !beginsWord(at + 1)) {
      return false;
    }
    int end = wordEnd(at);
    excluded.add(text.substring(at + 1, end));
    at = end;
    return true;
  }

  /** A letter, a picture, or the mark before a tag or a name. */
  private boolean beginsWord(int start) {
    if (start >= text.length()) {
      return false;
    }
    int first = text.codePointAt(start);
    if (first == '#' || first == '@') {
      return start + 1 < text.length() && Character.isLetterOrDigit(text.codePointAt(start + 1));
    }
    return Character.isLetter(first) || Character.getType(first) == Character.OTHER_SYMBOL;
  }

  private boolean filter(int start, boolean negated) {
    FilterField field = field(start);
    if (field == null) {
      return false;
    }
    int value = start + field.key().length() + 1;
    int end = valueEnd(value);
    if (end == value || (end < text.length() && !Character.isWhitespace(text.charAt(end)))) {
      return false;
    }
    try {
      Filter filter = FilterParser.parse(field.key() + ':' + text.substring(value, end));
      filters.add(negated ? new Filter.Not(filter) : filter);
    } catch (FilterSyntaxException words) {
      return false;
    }
    at = end;
    return true;
  }

  private @Nullable FilterField field(int start) {
    int colon = text.indexOf(':', start);
    if (colon < 0) {
      return null;
    }
    String name = text.substring(start, colon).toLowerCase(Locale.ROOT);
    for (FilterField field : FilterField.values()) {
      if (field.key().equals(name)) {
        return field;
      }
    }
    return null;
  }

  /** Where the value that starts here ends; blanks may be inside quotes and brackets. */
  private int valueEnd(int start) {
    if (start >= text.length()) {
      return start;
    }
    return switch (text.charAt(start)) {
      case '"' -> after(closingQuote(start), start);
      case '[', '{' -> after(closingBracket(start), start);
      default -> wordEnd(start);
    };
  }

  private int closingQuote(int open) {
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        return i;
      }
    }
    return -1;
  }

  private int closingBracket(int open) {
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) == ']' || text.charAt(i) == '}') {
        return i;
      }
    }
    return -1;
  }

  private int after(int close, int start) {
    return close < 0 ? wordEnd(start) : close + 1;
  }

  private int wordEnd(int start) {
    int end = start;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
