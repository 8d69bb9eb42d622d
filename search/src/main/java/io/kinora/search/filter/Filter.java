package io.kinora.search.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A filter's syntax tree. */
public sealed interface Filter {

  /** Lets everything through. */
  Filter ALL = new And(List.of());

  record And(List<Filter> parts) implements Filter {}

  record Or(List<Filter> parts) implements Filter {}

  record Not(Filter part) implements Filter {}

  /** The field has exactly this value. */
  record Is(FilterField field, String value) implements Filter {}

  /**
   * The field lies between the bounds.
   *
   * @param low in the field's unit (dates: milliseconds since 1970), or null for no bound
   */
  record Range(
      FilterField field,
      @Nullable Double low,
      boolean lowInclusive,
      @Nullable Double high,
      boolean highInclusive)
      implements Filter {}
}
