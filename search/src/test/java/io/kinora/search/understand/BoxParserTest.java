package io.kinora.search.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoxParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C++",
        "#shorts",
        "-1",
        "3-4",
        "S03E07",
        "\"",
        "-",
        "a - b",
        "--",
        "-\"",
        "\"\"",
        "-\"\"",
        "AC/DC",
        "🎉 party 👩‍🚀",
        "-_-",
        ":-)",
        "don't",
        "7\" vinyl 12\" vinyl",
        "\"open phrase",
        "-\"open phrase",
        "well-known",
        "re:zero",
        "http://example.com/a?b=c",
        "tag:",
        "-tag:",
        "tag: cats",
        "views:many",
        "views:[1 TO",
        "views:[1 TO b]",
        "tag:\"open",
        "tag:\"a\"b",
        "published_at:2026-13-45",
        "10:30",
        "a OR b",
        "(a AND b)",
        "*",
        "a\\"
      })
  void what_is_no_syntax_is_words(String text) {
    assertThat(BoxParser.parse(text)).isEqualTo(BoxQuery.plain(text));
  }

  @ParameterizedTest(name = "{0}: words {1}, phrases {2}, excluded {3}")
  @CsvSource(
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "cat \"red sofa\" nap, cat red sofa nap, red sofa, -",
        "\"  red   sofa \"nap, red sofa nap, red sofa, -",
        "cat -dog, cat, -, dog",
        "-dog, ``, -, dog",
        "cat -\"hot dog\", cat, -, hot dog",
        "cat -#shorts, cat, -, #shorts",
        "cat -🎉, cat, -, 🎉",
        "cat -C++, cat, -, C++",
        "-\"hot dog\"cat, cat, -, hot dog",
        "say \"tag:x\", say tag:x, tag:x, -"
      })
  void phrases_and_exclusions_are_taken_out(
      String text, String words, String phrase, String excluded) {
    BoxQuery query = BoxParser.parse(text);

    assertThat(query.words()).isEqualTo(words);
    assertThat(query.phrases()).isEqualTo(phrase == null ? List.of() : List.of(phrase));
    assertThat(query.excluded()).isEqualTo(excluded == null ? List.of() : List.of(excluded));
    assertThat(query.filter()).isEqualTo(Filter.ALL);
  }

  @ParameterizedTest(name = "{0}: {1}, filter {2}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "cats tag:funny, cats, tag:funny",
        "Tag:funny cats, cats, tag:funny",
        "cats tag:\"very funny\" nap, cats nap, tag:\"very funny\"",
        "cats tag:\"say \\\"hi\\\"\", cats, tag:\"say \\\"hi\\\"\"",
        "cats views:>=100, cats, views:>=100",
        "cats duration_s:[60 TO 300], cats, duration_s:[60 TO 300]",
        "duration_s:{* TO 5] cats, cats, duration_s:{* TO 5]",
        "cats -tag:dog, cats, NOT tag:dog",
        "cats -channel:\"a b\" views:5, cats, (NOT channel:\"a b\") AND views:5",
        "published_at:2026-01-02T03:04:05Z, ``, published_at:2026-01-02T03:04:05Z"
      })
  void fields_are_filters(String text, String words, String filter) {
    BoxQuery query = BoxParser.parse(text);

    assertThat(query.words()).isEqualTo(words);
    assertThat(query.filter()).isEqualTo(FilterParser.parse(filter));
  }

  @Test
  void all_of_it_together() {
    assertThat(BoxParser.parse("big \"red sofa\" -dog tag:cats \"nap time\" -\"hot dog\" end"))
        .isEqualTo(
            new BoxQuery(
                "big red sofa nap time end",
                List.of("red sofa", "nap time"),
                List.of("dog", "hot dog"),
                FilterParser.parse("tag:cats")));
  }
}
