package io.kinora.search.filter;

import io.kinora.search.filter.Filter.And;
import io.kinora.search.filter.Filter.Is;
import io.kinora.search.filter.Filter.Not;
import io.kinora.search.filter.Filter.Or;
import io.kinora.search.filter.Filter.Range;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a filter in the language that {@link FilterParser} reads; parsing it gives it back. */
public final class FilterPrinter {

  private FilterPrinter() {}

  public static String print(Filter filter) {
    StringBuilder out = new StringBuilder();
    print(filter, out);
    return out.toString();
  }

  private static void print(Filter filter, StringBuilder out) {
    switch (filter) {
      case And and -> join(and.parts(), " AND ", out);
      case Or or -> join(or.parts(), " OR ", out);
      case Not not -> {
        out.append("NOT ");
        nested(not.part(), out);
      }
      case Is is -> {
        out.append(is.field().key()).append(':');
        quote(is.value(), out);
      }
      case Range range -> print(range, out);
    }
  }

  private static void join(List<Filter> parts, String between, StringBuilder out) {
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        out.append(between);
      }
      nested(parts.get(i), out);
    }
  }

  private static void nested(Filter part, StringBuilder out) {
    boolean list = part instanceof And || part instanceof Or;
    out.append(list ? "(" : "");
    print(part, out);
    out.append(list ? ")" : "");
  }

  private static void print(Range range, StringBuilder out) {
    out.append(range.field().key()).append(':').append(range.lowInclusive() ? '[' : '{');
    bound(range.field(), range.low(), out);
    out.append(" TO ");
    bound(range.field(), range.high(), out);
    out.append(range.highInclusive() ? ']' : '}');
  }

  private static void bound(FilterField field, @Nullable Double value, StringBuilder out) {
    if (value == null) {
      out.append('*');
    } else if (field.kind() == FilterField.Kind.DATE) {
      out.append(Instant.ofEpochMilli(value.longValue()));
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      out.append(value.longValue());
    } else {
      out.append(value.doubleValue());
    }
  }

  private static void quote(String value, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }
}
