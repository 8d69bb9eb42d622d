package io.kinora.search.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinora.search.filter.Filter.And;
import io.kinora.search.filter.Filter.Is;
import io.kinora.search.filter.Filter.Not;
import io.kinora.search.filter.Filter.Or;
import io.kinora.search.filter.Filter.Range;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FilterParserTest {

  private static Filter parse(String text) {
    return FilterParser.parse(text);
  }

  private static double day(String date) {
    return Instant.parse(date + "T00:00:00Z").toEpochMilli();
  }

  @Test
  void the_example_of_the_api_is_understood() {
    assertThat(
            parse(
                "channel:bbc AND duration_s:[60 TO 600] AND published_at:>=2026-01-01"
                    + " AND NOT tag:ad"))
        .isEqualTo(
            new And(
                List.of(
                    new Is(FilterField.CHANNEL, "bbc"),
                    new Range(FilterField.DURATION_S, 60.0, true, 600.0, true),
                    new Range(FilterField.PUBLISHED_AT, day("2026-01-01"), true, null, true),
                    new Not(new Is(FilterField.TAG, "ad")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void a_blank_filter_lets_everything_through(String text) {
    assertThat(parse(text)).isEqualTo(Filter.ALL);
  }

  @Test
  void and_binds_closer_than_or_and_parentheses_closer_than_both() {
    Filter a = new Is(FilterField.TAG, "a");
    Filter b = new Is(FilterField.TAG, "b");
    Filter c = new Is(FilterField.TAG, "c");

    assertThat(parse("tag:a OR tag:b AND tag:c"))
        .isEqualTo(new Or(List.of(a, new And(List.of(b, c)))));
    assertThat(parse("(tag:a OR tag:b) AND tag:c"))
        .isEqualTo(new And(List.of(new Or(List.of(a, b)), c)));
    assertThat(parse("NOT NOT tag:a")).isEqualTo(new Not(new Not(a)));
  }

  @Test
  void quotes_hold_anything() {
    assertThat(parse("channel:\"BBC \\\"News\\\" (AND) \\\\\""))
        .isEqualTo(new Is(FilterField.CHANNEL, "BBC \"News\" (AND) \\"));
    assertThat(parse("tag:\"\"")).isEqualTo(new Is(FilterField.TAG, ""));
    assertThat(parse("tag:AND")).isEqualTo(new Is(FilterField.TAG, "AND"));
    assertThat(parse("tag:a:b")).isEqualTo(new Is(FilterField.TAG, "a:b"));
  }

  @Test
  void bounds_are_inclusive_exclusive_or_open() {
    assertThat(parse("views:{1 TO 2.5]"))
        .isEqualTo(new Range(FilterField.VIEWS, 1.0, false, 2.5, true));
    assertThat(parse("views:[* TO 2}"))
        .isEqualTo(new Range(FilterField.VIEWS, null, true, 2.0, false));
    assertThat(parse("views:7")).isEqualTo(new Range(FilterField.VIEWS, 7.0, true, 7.0, true));
    assertThat(parse("views:> 7")).isEqualTo(new Range(FilterField.VIEWS, 7.0, false, null, true));
    assertThat(parse("views:<=7")).isEqualTo(new Range(FilterField.VIEWS, null, true, 7.0, true));
    assertThat(parse("likes:*")).isEqualTo(new Range(FilterField.LIKES, null, true, null, true));
  }

  @Test
  void a_date_is_its_whole_day() {
    double start = day("2026-01-31");
    double end = day("2026-02-01");
    FilterField field = FilterField.PUBLISHED_AT;

    assertThat(parse("published_at:2026-01-31"))
        .isEqualTo(new Range(field, start, true, end, false));
    assertThat(parse("published_at:<=2026-01-31"))
        .isEqualTo(new Range(field, null, true, end, false));
    assertThat(parse("published_at:>2026-01-31"))
        .isEqualTo(new Range(field, end, true, null, true));
    assertThat(parse("published_at:[2026-01-31 TO 2026-01-31]"))
        .isEqualTo(new Range(field, start, true, end, false));
    assertThat(parse("published_at:{2026-01-31 TO *]"))
        .isEqualTo(new Range(field, end, true, null, true));
  }

  @Test
  void a_time_is_a_moment_in_its_zone() {
    assertThat(parse("published_at:>=2026-01-31T02:00:00+02:00"))
        .isEqualTo(new Range(FilterField.PUBLISHED_AT, day("2026-01-31"), true, null, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "colour:red|0|unknown field \"colour\"; allowed: id, channel, tag",
        "tag:a AND colour:red|10|unknown field",
        "tag:a tag:b|6|expected AND, OR or the end",
        "tag:a and tag:b|6|expected AND, OR or the end",
        "tag:|4|expected a value for tag, found the end",
        "(tag:a|6|expected AND, OR or )",
        "tag:a)|5|expected AND, OR or the end, found \")\"",
        "AND|0|expected field:value",
        "tag:a AND|9|expected field:value, NOT or (, found the end",
        "NOT|3|expected field:value",
        "tag:\"open|4|never closed",
        "tag:\"a\\n\"|6|escapes",
        "views:many|6|views: expected a number, found \"many\"",
        "views:NaN|6|expected a number",
        "views:1e999|6|expected a number",
        "views:[1 2]|9|expected TO",
        "views:[1 TO 2|13|expected ] or }",
        "views:[1 TO 2)|13|expected ] or }",
        "views:>|7|expected a value",
        "views:>*|7|expected a number after >",
        "tag:>a|4|tag has no order",
        "tag:[a TO b]|4|tag has no order",
        "published_at:2026-13-01|13|expected a date",
        "published_at:yesterday|13|expected a date",
        "published_at:2026-01-01T25:00:00Z|13|expected a date",
        "word|0|expected field:value",
        "]|0|expected field:value"
      })
  void an_error_says_where_and_what_would_be_allowed(String text, int position, String message) {
    FilterSyntaxException error =
        catchThrowableOfType(FilterSyntaxException.class, () -> parse(text));

    assertThat(error).isNotNull().hasMessageContaining(message);
    assertThat(error.position()).isEqualTo(position);
  }

  @Test
  void depth_clauses_and_length_are_bounded() {
    assertThat(parse("(".repeat(32) + "tag:a" + ")".repeat(32))).isNotNull();
    assertThatThrownBy(() -> parse("(".repeat(33) + "tag:a" + ")".repeat(33)))
        .isInstanceOf(FilterSyntaxException.class)
        .hasMessageContaining("32 levels");
    assertThatThrownBy(() -> parse("NOT ".repeat(33) + "tag:a")).hasMessageContaining("32 levels");
    assertThatThrownBy(() -> parse("id:1 OR ".repeat(200) + "id:1"))
        .hasMessageContaining("200 clauses");
    assertThatThrownBy(() -> parse("tag:" + "a".repeat(2000)))
        .hasMessageContaining("2004 characters");
  }

  @Test
  void siblings_may_be_as_deep_as_one_another() {
    String group = "(".repeat(20) + "tag:a" + ")".repeat(20);

    assertThat(parse(group + " AND " + group)).isInstanceOf(And.class);
  }
}
