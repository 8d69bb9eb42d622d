package io.kinora.search.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.filter.RangeBuckets.Bucket;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RangeBucketsTest {

  private static final long NOON = Instant.parse("2024-02-29T12:00:00Z").toEpochMilli();
  private static final long NIGHT = Instant.parse("2024-02-29T23:59:59.999Z").toEpochMilli();

  @ParameterizedTest
  @EnumSource(names = {"DURATION_S", "PUBLISHED_AT"})
  void a_key_after_the_field_is_the_filter_for_its_range(FilterField field) {
    for (Bucket bucket : RangeBuckets.of(field, NOON)) {
      assertThat(FilterParser.parse(field.key() + ":" + bucket.key())).isEqualTo(bucket.range());
    }
  }

  @Test
  void every_duration_is_in_one_range() {
    assertThat(keys(FilterField.DURATION_S, NOON))
        .containsExactly(
            "[* TO 60}", "[60 TO 240}", "[240 TO 1200}", "[1200 TO 3600}", "[3600 TO *]");
  }

  @Test
  void dates_begin_at_midnight_so_that_keys_are_the_same_all_day() {
    assertThat(keys(FilterField.PUBLISHED_AT, NOON))
        .isEqualTo(keys(FilterField.PUBLISHED_AT, NIGHT))
        .containsExactly(
            "[2024-02-28 TO *]",
            "[2024-02-22 TO *]",
            "[2024-01-29 TO *]",
            "[2023-02-28 TO *]",
            "[* TO 2023-02-28}");
  }

  private static List<String> keys(FilterField field, long nowMs) {
    return RangeBuckets.of(field, nowMs).stream().map(Bucket::key).toList();
  }
}
