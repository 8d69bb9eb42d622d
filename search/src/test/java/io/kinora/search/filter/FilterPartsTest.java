package io.kinora.search.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FilterPartsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "channel:a | ",
        "channel:a AND tag:x | tag:x",
        "tag:x AND (channel:a OR channel:b) AND language:en | tag:x AND language:en",
        "tag:x AND ((channel:a AND language:en) AND views:>5) | tag:x AND language:en AND views:>5",
        "NOT channel:a AND tag:x | tag:x",
        "NOT (channel:a OR channel:b) | ",
        "channel:a AND NOT (NOT channel:b) AND tag:x | tag:x",
      })
  void conditions_on_the_field_alone_are_left_out_wherever_they_are_demanded(
      String filter, String left) {
    Filter expected = left == null ? Filter.ALL : FilterParser.parse(left);

    assertThat(FilterParts.without(FilterParser.parse(filter), FilterField.CHANNEL))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "tag:x",
    "channel:a OR tag:x",
    "(channel:a OR tag:x) AND language:en",
    "NOT (channel:a AND tag:x)",
  })
  void what_names_another_field_too_stays(String filter) {
    Filter parsed = FilterParser.parse(filter);

    assertThat(FilterParts.without(parsed, FilterField.CHANNEL)).isSameAs(parsed);
  }

  @Test
  void no_filter_has_no_conditions() {
    assertThat(FilterParts.without(Filter.ALL, FilterField.TAG)).isSameAs(Filter.ALL);
  }
}
