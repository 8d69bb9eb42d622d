package io.kinora.search.filter;

import io.kinora.search.filter.FilterToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a filter into pieces. A colon ends a field's name only where a name may stand; after it and
 * inside brackets it is an ordinary character, as times have them.
 */
final class FilterLexer {

  private final String text;
  private final List<FilterToken> tokens = new ArrayList<>();
  private int at;
  private boolean inRange;

  private FilterLexer(String text) {
    this.text = text;
  }

  static List<FilterToken> tokens(String text) {
    return new FilterLexer(text).cut();
  }

  private List<FilterToken> cut() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '"') {
        quoted();
      } else if (isBracket(c)) {
        bracket(c);
      } else if (c == '<' || c == '>') {
        comparison();
      } else {
        word();
      }
    }
    tokens.add(new FilterToken(Kind.END, "", text.length()));
    return tokens;
  }

  private void bracket(char c) {
    tokens.add(new FilterToken(Kind.BRACKET, String.valueOf(c), at++));
    if (c == '[' || c == '{') {
      inRange = true;
    } else if (c == ']' || c == '}') {
      inRange = false;
    }
  }

  private void comparison() {
    int start = at++;
    if (at < text.length() && text.charAt(at) == '=') {
      at++;
    }
    tokens.add(new FilterToken(Kind.COMPARISON, text.substring(start, at), start));
  }

  private void quoted() {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c == '\\') {
        if (at == text.length()) {
          break;
        }
        c = text.charAt(at++);
        if (c != '"' && c != '\\') {
          throw new FilterSyntaxException(at - 2, "in quotes only \\\" and \\\\ are escapes");
        }
      }
      value.append(c);
    }
    if (at == text.length()) {
      throw new FilterSyntaxException(start, "the quote that opens here is never closed");
    }
    at++;
    tokens.add(new FilterToken(Kind.QUOTED, value.toString(), start));
  }

  private void word() {
    int start = at;
    boolean mayBeField = !inRange && !afterFieldOrComparison();
    while (at < text.length() && !endsWord(text.charAt(at))) {
      if (mayBeField && text.charAt(at) == ':') {
        tokens.add(new FilterToken(Kind.FIELD, text.substring(start, at++), start));
        return;
      }
      at++;
    }
    tokens.add(new FilterToken(Kind.WORD, text.substring(start, at), start));
  }

  private boolean afterFieldOrComparison() {
    if (tokens.isEmpty()) {
      return false;
    }
    Kind last = tokens.getLast().kind();
    return last == Kind.FIELD || last == Kind.COMPARISON;
  }

  private static boolean endsWord(char c) {
    return Character.isWhitespace(c) || c == '"' || isBracket(c);
  }

  private static boolean isBracket(char c) {
    return c == '(' || c == ')' || c == '[' || c == ']' || c == '{' || c == '}';
  }
}
