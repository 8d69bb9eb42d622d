package io.kinora.search.filter;

import io.kinora.search.filter.Filter.Range;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ranges in which numbers and dates are counted, each written so that {@code field:KEY} is the
 * filter for it.
 *
 * <ul>
 *   <li>durations: under 1 minute, 1 to 4, 4 to 20, 20 to 60, longer; each video is in one;
 *   <li>dates: since yesterday, the past week, month and year, and older. Each but the last
 *       contains those before it, as "past week" is read. They begin at midnight UTC, so that their
 *       keys are the same all day: for caches, shared addresses and every page of a list.
 * </ul>
 */
public final class RangeBuckets {

  private static final List<Integer> DURATION_BOUNDS_S = List.of(60, 240, 1200, 3600);

  /**
   * @param key as the filter takes it after {@code field:}
   */
  public record Bucket(String key, Range range) {}

  private RangeBuckets() {}

  /**
   * @param nowMs milliseconds since 1970
   * @return in a fixed order
   * @throws IllegalArgumentException if the field is not counted in ranges
   */
  public static List<Bucket> of(FilterField field, long nowMs) {
    return switch (field) {
      case DURATION_S -> durations();
      case PUBLISHED_AT -> dates(Instant.ofEpochMilli(nowMs).atZone(ZoneOffset.UTC).toLocalDate());
      default -> throw new IllegalArgumentException(field.key() + " is not counted in ranges");
    };
  }

  private static List<Bucket> durations() {
    List<Bucket> buckets = new ArrayList<>();
    String low = "*";
    Double from = null;
    for (int bound : DURATION_BOUNDS_S) {
      buckets.add(
          bucket(FilterField.DURATION_S, low, from, Integer.toString(bound), (double) bound));
      low = Integer.toString(bound);
      from = (double) bound;
    }
    buckets.add(bucket(FilterField.DURATION_S, low, from, "*", null));
    return buckets;
  }

  private static List<Bucket> dates(LocalDate today) {
    LocalDate year = today.minusYears(1);
    List<Bucket> buckets = new ArrayList<>();
    for (LocalDate since :
        List.of(today.minusDays(1), today.minusWeeks(1), today.minusMonths(1), year)) {
      buckets.add(bucket(FilterField.PUBLISHED_AT, since.toString(), midnight(since), "*", null));
    }
    buckets.add(bucket(FilterField.PUBLISHED_AT, "*", null, year.toString(), midnight(year)));
    return buckets;
  }

  /** From {@code low}, inclusive, to before {@code high}. */
  private static Bucket bucket(
      FilterField field, String low, @Nullable Double from, String high, @Nullable Double to) {
    boolean open = to == null;
    return new Bucket(
        "[" + low + " TO " + high + (open ? "]" : "}"), new Range(field, from, true, to, open));
  }

  private static double midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
