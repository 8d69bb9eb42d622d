package io.kinora.search.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.filter.Filter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BoxParserPropertyTest {

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "tag:",
            "views:",
            "published_at:",
            "[",
            "]",
            "{",
            "}",
            "TO",
            "\"",
            "-",
            "\\",
            ">=",
            "*",
            "cat",
            "🎉",
            "2026-01-01",
            "17",
            "#",
            "'",
            ":",
            " ",
            " ",
            "\uD83D",
            "\u3000");
    return Arbitraries.oneOf(
        pieces.list().ofMaxSize(30).map(list -> String.join("", list)),
        Arbitraries.strings().ofMaxLength(60));
  }

  @Property(tries = 3000)
  void every_text_is_a_query(@ForAll("texts") String text) {
    BoxQuery query = BoxParser.parse(text);

    assertThat(query.words()).doesNotContain("\n", "\t").isEqualTo(query.words().strip());
    assertThat(query.excluded()).allSatisfy(one -> assertThat(one).isNotBlank());
    assertThat(query.phrases())
        .allSatisfy(one -> assertThat(one).isNotBlank().isSubstringOf(query.words()));
  }

  @Property(tries = 2000)
  void nothing_that_was_written_is_lost(@ForAll("texts") String text) {
    BoxQuery query = BoxParser.parse(text);

    if (query.filter().equals(Filter.ALL)) {
      String kept = query.words() + String.join("", query.excluded());
      assertThat(letters(kept)).isEqualTo(letters(text));
    }
  }

  /** In no order: what is excluded leaves its place. */
  private static int[] letters(String text) {
    return text.codePoints().filter(Character::isLetterOrDigit).sorted().toArray();
  }
}
