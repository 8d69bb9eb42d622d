package io.kinora.search.filter;

import io.kinora.search.filter.Filter.And;
import io.kinora.search.filter.Filter.Is;
import io.kinora.search.filter.Filter.Not;
import io.kinora.search.filter.Filter.Or;
import io.kinora.search.filter.FilterToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the filter language by recursive descent.
 *
 * <pre>
 * filter  = [ or ]
 * or      = and { "OR" and }
 * and     = unary { "AND" unary }
 * unary   = "NOT" unary | "(" or ")" | field ":" value
 * value   = word | quoted | ("&gt;=" | "&lt;=" | "&gt;" | "&lt;") bound | ("[" | "{") bound "TO" bound ("]" | "}")
 * bound   = number | date | "*"
 * </pre>
 */
public final class FilterParser {

  public static final int MAX_LENGTH = 2_000;
  public static final int MAX_DEPTH = 32;
  public static final int MAX_CLAUSES = 200;

  private final List<FilterToken> tokens;
  private int next;
  private int depth;
  private int clauses;

  private FilterParser(List<FilterToken> tokens) {
    this.tokens = tokens;
  }

  /**
   * @param text the filter; blank lets everything through
   * @throws FilterSyntaxException if it cannot be understood, or is longer, deeper or has more
   *     clauses than allowed
   */
  public static Filter parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new FilterSyntaxException(
          MAX_LENGTH, text.length() + " characters; allowed: up to " + MAX_LENGTH);
    }
    FilterParser parser = new FilterParser(FilterLexer.tokens(text));
    if (parser.peek().kind() == Kind.END) {
      return Filter.ALL;
    }
    Filter filter = parser.or();
    parser.expectEnd();
    return filter;
  }

  private Filter or() {
    Filter first = and();
    if (!peek().isWord("OR")) {
      return first;
    }
    List<Filter> parts = new ArrayList<>();
    parts.add(first);
    while (peek().isWord("OR")) {
      next++;
      parts.add(and());
    }
    return new Or(List.copyOf(parts));
  }

  private Filter and() {
    Filter first = unary();
    if (!peek().isWord("AND")) {
      return first;
    }
    List<Filter> parts = new ArrayList<>();
    parts.add(first);
    while (peek().isWord("AND")) {
      next++;
      parts.add(unary());
    }
    return new And(List.copyOf(parts));
  }

  private Filter unary() {
    FilterToken token = take();
    if (token.isWord("NOT")) {
      enter(token);
      Filter part = unary();
      depth--;
      return new Not(part);
    }
    if (token.isBracket('(')) {
      enter(token);
      Filter inside = or();
      expectBracket(')');
      depth--;
      return inside;
    }
    if (token.kind() == Kind.FIELD) {
      return clause(token);
    }
    throw problem(token, "expected field:value, NOT or (");
  }

  private void enter(FilterToken token) {
    if (++depth > MAX_DEPTH) {
      throw new FilterSyntaxException(
          token.position(), "nested deeper than " + MAX_DEPTH + " levels");
    }
  }

  private Filter clause(FilterToken name) {
    if (++clauses > MAX_CLAUSES) {
      throw new FilterSyntaxException(name.position(), "more than " + MAX_CLAUSES + " clauses");
    }
    FilterField field = field(name);
    FilterToken token = take();
    if (token.kind() == Kind.COMPARISON) {
      FilterToken bound = value();
      return FilterBounds.of(ordered(field, token)).compared(token, bound);
    }
    if (token.isBracket('[') || token.isBracket('{')) {
      return range(ordered(field, token), token);
    }
    if (!token.isValue()) {
      throw problem(token, "expected a value for " + field.key());
    }
    if (field.kind() == FilterField.Kind.KEYWORD) {
      return new Is(field, token.text());
    }
    return FilterBounds.of(field).exactly(token);
  }

  private Filter range(FilterField field, FilterToken open) {
    FilterToken low = value();
    FilterToken to = take();
    if (!to.isWord("TO")) {
      throw problem(to, "expected TO");
    }
    FilterToken high = value();
    FilterToken close = take();
    if (!close.isBracket(']') && !close.isBracket('}')) {
      throw problem(close, "expected ] or }");
    }
    return FilterBounds.of(field).between(open, low, high, close);
  }

  private static FilterField ordered(FilterField field, FilterToken token) {
    if (field.kind() == FilterField.Kind.KEYWORD) {
      throw problem(token, field.key() + " has no order; expected " + field.key() + ":value");
    }
    return field;
  }

  private static FilterField field(FilterToken name) {
    StringBuilder known = new StringBuilder();
    for (FilterField field : FilterField.values()) {
      if (field.key().equals(name.text())) {
        return field;
      }
      known.append(known.isEmpty() ? "" : ", ").append(field.key());
    }
    throw new FilterSyntaxException(
        name.position(), "unknown field " + name.shown() + "; allowed: " + known);
  }

  private FilterToken value() {
    FilterToken token = take();
    if (!token.isValue()) {
      throw problem(token, "expected a value");
    }
    return token;
  }

  private void expectBracket(char bracket) {
    FilterToken token = take();
    if (!token.isBracket(bracket)) {
      throw problem(token, "expected AND, OR or " + bracket);
    }
  }

  private void expectEnd() {
    FilterToken token = peek();
    if (token.kind() != Kind.END) {
      throw problem(token, "expected AND, OR or the end");
    }
  }

  private static FilterSyntaxException problem(FilterToken found, String expected) {
    return new FilterSyntaxException(found.position(), expected + ", found " + found.shown());
  }

  private FilterToken peek() {
    return tokens.get(next);
  }

  /** The end can be taken any number of times. */
  private FilterToken take() {
    FilterToken token = tokens.get(next);
    if (token.kind() != Kind.END) {
      next++;
    }
    return token;
  }
}
