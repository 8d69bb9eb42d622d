package io.kinora.catalog;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InteractionRulesTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private static SentEvent event(
      InteractionType type,
      @Nullable String video,
      @Nullable String channel,
      @Nullable String queryId,
      @Nullable String query,
      @Nullable Integer position,
      @Nullable Long watchMs,
      @Nullable Instant at) {
    return new SentEvent("e-1", type, video, channel, queryId, query, position, watchMs, at);
  }

  private static SentEvent good(InteractionType type) {
    return switch (type) {
      case IMPRESSION, LIKE, UNLIKE, SHARE, COMMENT, HIDE, REPORT ->
          event(type, "v", null, null, null, null, null, null);
      case CLICK -> event(type, "v", null, "q", null, 1, null, null);
      case WATCH -> event(type, "v", null, null, null, null, 1L, null);
      case FOLLOW, UNFOLLOW -> event(type, null, "Harbour Lights", null, null, null, null, null);
      case SEARCH -> event(type, null, null, "q", "sea", null, null, null);
    };
  }

  private static void refused(SentEvent event, String field) {
    assertThatThrownBy(() -> InteractionRules.check(event, NOW))
        .isInstanceOfSatisfying(
            InvalidValueException.class,
            wrong -> org.assertj.core.api.Assertions.assertThat(wrong.field()).isEqualTo(field));
  }

  @ParameterizedTest
  @EnumSource
  void what_belongs_to_a_type_is_enough_and_nothing_else_belongs_to_it(InteractionType type) {
    SentEvent good = good(type);
    assertThatCode(() -> InteractionRules.check(good, NOW)).doesNotThrowAnyException();

    SentEvent nothing = event(type, null, null, null, null, null, null, null);
    assertThatThrownBy(() -> InteractionRules.check(nothing, NOW))
        .hasMessageContaining("every " + type.word() + " has it");
    SentEvent all = event(type, "v", "c", "q", "words", 1, 1L, null);
    assertThatThrownBy(() -> InteractionRules.check(all, NOW))
        .hasMessageContaining("does not belong to a " + type.word());
  }

  @Test
  void a_click_says_where_in_which_answer() {
    refused(event(InteractionType.CLICK, "v", null, null, null, 1, null, null), "query_id");
    refused(event(InteractionType.CLICK, "v", null, "q", null, null, null, null), "position");
    refused(event(InteractionType.CLICK, "v", null, "q", null, 0, null, null), "position");
  }

  @Test
  void a_watch_is_no_longer_than_one_and_a_half_times_the_video() {
    SentEvent watch = event(InteractionType.WATCH, "v", null, null, null, null, 15_000L, null);

    assertThatCode(() -> InteractionRules.checkWatched(watch, 10_000)).doesNotThrowAnyException();
    assertThatCode(() -> InteractionRules.checkWatched(watch, 0))
        .as("a length that is not known")
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> InteractionRules.checkWatched(watch, 9_999))
        .hasMessage("watch_ms is 15000; allowed: 0 to 14999, 1.5 times the length of the video");
    refused(
        event(InteractionType.WATCH, "v", null, null, null, null, 86_400_001L, null), "watch_ms");
  }

  @Test
  void the_time_is_of_the_past_day_or_hardly_ahead() {
    for (Duration good :
        new Duration[] {Duration.ZERO, Duration.ofHours(-24), Duration.ofMinutes(5)}) {
      InteractionRules.check(at(NOW.plus(good)), NOW);
    }
    refused(at(NOW.minus(Duration.ofHours(24)).minusMillis(1)), "at");
    refused(at(NOW.plus(Duration.ofMinutes(5)).plusMillis(1)), "at");
  }

  private static SentEvent at(Instant at) {
    return event(InteractionType.LIKE, "v", null, null, null, null, null, at);
  }

  @Test
  void a_clock_that_is_ahead_is_set_right_and_a_time_that_is_missing_filled_in() {
    for (Instant at : new @Nullable Instant[] {null, NOW.plusSeconds(60)}) {
      org.assertj.core.api.Assertions.assertThat(at(at).from("viewer", null, NOW).at())
          .isEqualTo(NOW);
    }
    org.assertj.core.api.Assertions.assertThat(at(NOW.minusSeconds(60)).from("viewer", "bbc", NOW))
        .extracting(Interaction::at, Interaction::channelId, Interaction::receivedAt)
        .containsExactly(NOW.minusSeconds(60), "bbc", NOW);
  }

  @Test
  void ids_and_words_are_well_formed() {
    refused(event(InteractionType.LIKE, "a/b", null, null, null, null, null, null), "video_id");
    refused(
        event(InteractionType.LIKE, "v", null, "x".repeat(129), null, null, null, null),
        "query_id");
    refused(
        event(InteractionType.FOLLOW, null, "x".repeat(201), null, null, null, null, null),
        "channel_id");
    refused(event(InteractionType.FOLLOW, null, " ", null, null, null, null, null), "channel_id");
    for (String words : new String[] {"a\u0000b", "\ud800", "x".repeat(513), ""}) {
      refused(event(InteractionType.SEARCH, null, null, "q", words, null, null, null), "query");
    }
    refused(
        new SentEvent("..", InteractionType.LIKE, "v", null, null, null, null, null, null),
        "event_id");
  }
}
