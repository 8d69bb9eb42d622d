package io.kinora.search.filter;

import io.kinora.search.filter.Filter.And;
import io.kinora.search.filter.Filter.Is;
import io.kinora.search.filter.Filter.Not;
import io.kinora.search.filter.Filter.Or;
import io.kinora.search.filter.Filter.Range;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The conditions that a filter demands all of, and which fields each of them is about. */
public final class FilterParts {

  private FilterParts() {}

  /**
   * The filter less its conditions on this field alone, wherever they stand in nested ANDs. A
   * condition that names another field too stays.
   *
   * @return the filter itself if there is no such condition
   */
  public static Filter without(Filter filter, FilterField field) {
    List<Filter> parts = new ArrayList<>();
    collect(filter, parts);
    List<Filter> kept = parts.stream().filter(part -> !onlyAbout(part, field)).toList();
    if (kept.size() == parts.size()) {
      return filter;
    }
    return kept.size() == 1 ? kept.getFirst() : new And(kept);
  }

  private static void collect(Filter filter, List<Filter> parts) {
    if (filter instanceof And and) {
      and.parts().forEach(part -> collect(part, parts));
    } else {
      parts.add(filter);
    }
  }

  private static boolean onlyAbout(Filter part, FilterField field) {
    Set<FilterField> named = EnumSet.noneOf(FilterField.class);
    name(part, named);
    return named.equals(EnumSet.of(field));
  }

  private static void name(Filter part, Set<FilterField> named) {
    switch (part) {
      case And and -> and.parts().forEach(each -> name(each, named));
      case Or or -> or.parts().forEach(each -> name(each, named));
      case Not not -> name(not.part(), named);
      case Is is -> named.add(is.field());
      case Range range -> named.add(range.field());
    }
  }
}
