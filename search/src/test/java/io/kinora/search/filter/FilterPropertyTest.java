package io.kinora.search.filter;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FilterPropertyTest {

  @Provide
  Arbitrary<Filter> filters() {
    return Filters.any(Arbitraries.strings().ofMaxLength(10), 1_000_000);
  }

  /** Words of the language in any order are likelier to get far into the parser than noise. */
  @Provide
  Arbitrary<String> garbage() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "tag:",
            "views:",
            "published_at:",
            "AND",
            "OR",
            "NOT",
            "TO",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "\\",
            "<",
            ">=",
            "*",
            "2026-01-01",
            "17",
            "-1e5",
            "x",
            ":",
            " ",
            " ");
    return Arbitraries.oneOf(
        pieces.list().ofMaxSize(30).map(list -> String.join("", list)),
        pieces.list().ofMaxSize(30).map(list -> String.join(" ", list)),
        Arbitraries.strings().ofMaxLength(60));
  }

  @Property(tries = 500)
  void what_is_printed_is_parsed_back(@ForAll("filters") Filter filter) {
    assertThat(FilterParser.parse(FilterPrinter.print(filter))).isEqualTo(filter);
  }

  @Property(tries = 2000)
  void garbage_is_understood_or_refused_with_a_position_inside_it(@ForAll("garbage") String text) {
    try {
      assertThat(FilterParser.parse(text)).isNotNull();
    } catch (FilterSyntaxException refused) {
      assertThat(refused.position()).isBetween(0, text.length());
    }
  }
}
