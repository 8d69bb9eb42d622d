package io.kinora.search.filter;

import io.kinora.search.filter.Filter.Range;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bounds of numbers and dates. A date without a time is the whole day in UTC: {@code
 * <=2026-01-31} includes that day's last millisecond and {@code >2026-01-31} none of it.
 */
final class FilterBounds {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final double DAY_MS = 86_400_000;

  private final FilterField field;

  private FilterBounds(FilterField field) {
    this.field = field;
  }

  static FilterBounds of(FilterField field) {
    return new FilterBounds(field);
  }

  /**
   * What a value covers.
   *
   * @param first the least value
   * @param end the first value after it where it covers a stretch, else null
   */
  private record Extent(double first, @Nullable Double end) {}

  Range exactly(FilterToken token) {
    if (isOpen(token)) {
      return new Range(field, null, true, null, true);
    }
    Extent value = extent(token);
    return value.end == null
        ? new Range(field, value.first, true, value.first, true)
        : new Range(field, value.first, true, value.end, false);
  }

  Range compared(FilterToken comparison, FilterToken bound) {
    if (isOpen(bound)) {
      throw new FilterSyntaxException(
          bound.position(), "expected " + kind() + " after " + comparison.text());
    }
    boolean inclusive = comparison.text().endsWith("=");
    return comparison.text().startsWith(">")
        ? from(bound, inclusive, new Range(field, null, true, null, true))
        : to(bound, inclusive, new Range(field, null, true, null, true));
  }

  Range between(FilterToken open, FilterToken low, FilterToken high, FilterToken close) {
    Range range = new Range(field, null, true, null, true);
    if (!isOpen(low)) {
      range = from(low, open.isBracket('['), range);
    }
    if (!isOpen(high)) {
      range = to(high, close.isBracket(']'), range);
    }
    return range;
  }

  private Range from(FilterToken token, boolean inclusive, Range range) {
    Extent bound = extent(token);
    return !inclusive && bound.end != null
        ? new Range(field, bound.end, true, range.high(), range.highInclusive())
        : new Range(field, bound.first, inclusive, range.high(), range.highInclusive());
  }

  private Range to(FilterToken token, boolean inclusive, Range range) {
    Extent bound = extent(token);
    return inclusive && bound.end != null
        ? new Range(field, range.low(), range.lowInclusive(), bound.end, false)
        : new Range(field, range.low(), range.lowInclusive(), bound.first, inclusive);
  }

  private static boolean isOpen(FilterToken token) {
    return token.isWord("*");
  }

  private Extent extent(FilterToken token) {
    return field.kind() == FilterField.Kind.DATE ? date(token) : number(token);
  }

  private Extent number(FilterToken token) {
    if (NUMBER.matcher(token.text()).matches()) {
      double value = Double.parseDouble(token.text());
      if (Double.isFinite(value)) {
        return new Extent(value, null);
      }
    }
    throw new FilterSyntaxException(
        token.position(), field.key() + ": expected a number, found " + token.shown());
  }

  private Extent date(FilterToken token) {
    String text = token.text();
    try {
      if (text.length() <= 10) {
        Instant start = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Extent(start.toEpochMilli(), start.toEpochMilli() + DAY_MS);
      }
      return new Extent(OffsetDateTime.parse(text).toInstant().toEpochMilli(), null);
    } catch (DateTimeException | ArithmeticException malformed) {
      throw new FilterSyntaxException(
          token.position(), field.key() + ": expected " + kind() + ", found " + token.shown());
    }
  }

  private String kind() {
    return field.kind() == FilterField.Kind.DATE
        ? "a date (2026-01-31) or time (2026-01-31T12:00:00Z)"
        : "a number";
  }
}
