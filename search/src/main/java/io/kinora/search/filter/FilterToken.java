package io.kinora.search.filter;

/**
 * A piece of a filter's text.
 *
 * @param text the value of a word (quotes and escapes removed), else the characters themselves
 * @param position of its first character
 */
record FilterToken(Kind kind, String text, int position) {

  enum Kind {
    /** A field's name with its colon. */
    FIELD,
    WORD,
    QUOTED,
    /** One of {@code ( ) [ ] { }}. */
    BRACKET,
    /** One of {@code < <= > >=}. */
    COMPARISON,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  boolean isBracket(char bracket) {
    return kind == Kind.BRACKET && text.charAt(0) == bracket;
  }

  boolean isValue() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }

  /** How an error message calls it. */
  String shown() {
    return kind == Kind.END
        ? "the end"
        : "\"" + (text.length() <= 40 ? text : text.substring(0, 40) + "...") + "\"";
  }
}
