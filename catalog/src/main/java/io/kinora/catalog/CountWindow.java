package io.kinora.catalog;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far back is counted. */
public enum CountWindow {
  /** Slides by five minutes: the five minutes that run and the eleven times five before. */
  HOUR("1h", Duration.ofHours(1)),
  /** Slides by the hour: the hour that runs and the 23 before. */
  DAY("24h", Duration.ofHours(24)),
  /** Slides by the hour: the hour that runs and the 167 before. */
  WEEK("7d", Duration.ofDays(7)),
  /** Slides by the day, in UTC: the day that runs and the 89 before. */
  QUARTER("90d", Duration.ofDays(90)),
  /** Since counting began. */
  ALL("all", null);

  private final String word;
  private final @Nullable Duration length;

  CountWindow(String word, @Nullable Duration length) {
    this.word = word;
    this.length = length;
  }

  /** The word used for it in the API. */
  public String word() {
    return word;
  }

  /** Empty for {@link #ALL}. */
  public Optional<Duration> length() {
    return Optional.ofNullable(length);
  }

  /**
   * @throws InvalidValueException if no window is called so
   */
  public static CountWindow of(String field, String word) {
    return Arrays.stream(values())
        .filter(window -> window.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new InvalidValueException(field, word, "1h, 24h, 7d, 90d, all"));
  }
}
