package io.kinora.catalog;

import static io.kinora.catalog.InteractionRules.Field.CHANNEL_ID;
import static io.kinora.catalog.InteractionRules.Field.POSITION;
import static io.kinora.catalog.InteractionRules.Field.QUERY;
import static io.kinora.catalog.InteractionRules.Field.QUERY_ID;
import static io.kinora.catalog.InteractionRules.Field.VIDEO_ID;
import static io.kinora.catalog.InteractionRules.Field.WATCH_MS;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client may report; each breach is an {@link InvalidValueException}.
 *
 * <p>Everything that is done to a video names it and may name the answer it was found in: a click
 * must.
 */
public final class InteractionRules {

  public static final int MAX_QUERY = 512;
  public static final int MAX_POSITION = 100_000;
  public static final long MAX_WATCH_MS = Duration.ofDays(1).toMillis();

  /** Of a video's length; who goes back and watches a part again watches longer than it is. */
  public static final double MAX_WATCHED = 1.5;

  /**
   * How long an event may be on its way, and for how long one that is sent again counts once. Older
   * ones are refused: windows that have closed are not opened again.
   */
  public static final Duration HORIZON = Duration.ofHours(24);

  /** How far a viewer's clock may be ahead. */
  public static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  /** What an event may say beside its id, type and time. */
  enum Field {
    VIDEO_ID,
    CHANNEL_ID,
    QUERY_ID,
    QUERY,
    POSITION,
    WATCH_MS;

    private final String word = name().toLowerCase(Locale.ROOT);

    @Nullable Object of(SentEvent event) {
      return switch (this) {
        case VIDEO_ID -> event.videoId();
        case CHANNEL_ID -> event.channelId();
        case QUERY_ID -> event.queryId();
        case QUERY -> event.query();
        case POSITION -> event.position();
        case WATCH_MS -> event.watchMs();
      };
    }
  }

  private record Fields(Set<Field> required, Set<Field> optional) {}

  private static final Fields OF_VIDEO =
      new Fields(EnumSet.of(VIDEO_ID), EnumSet.of(QUERY_ID, POSITION));
  private static final Fields OF_CLICK =
      new Fields(EnumSet.of(VIDEO_ID, QUERY_ID, POSITION), EnumSet.noneOf(Field.class));
  private static final Fields OF_WATCH =
      new Fields(EnumSet.of(VIDEO_ID, WATCH_MS), EnumSet.of(QUERY_ID, POSITION));
  private static final Fields OF_CHANNEL =
      new Fields(EnumSet.of(CHANNEL_ID), EnumSet.noneOf(Field.class));
  private static final Fields OF_SEARCH =
      new Fields(EnumSet.of(QUERY, QUERY_ID), EnumSet.noneOf(Field.class));

  private static final Field[] FIELDS = Field.values();

  private InteractionRules() {}

  /**
   * Checks what can be told from the event alone.
   *
   * @param now by the server's clock
   */
  public static void check(SentEvent event, Instant now) {
    VideoRules.checkId("event_id", event.eventId());
    Fields fields = fields(event.type());
    for (Field field : FIELDS) {
      boolean given = field.of(event) != null;
      if (!given && fields.required().contains(field)) {
        throw new InvalidValueException(
            field.word, "missing", "one; every " + event.type().word() + " has it");
      }
      if (given && !fields.required().contains(field) && !fields.optional().contains(field)) {
        throw new InvalidValueException(
            field.word, "given", "none; it does not belong to a " + event.type().word());
      }
    }
    id("video_id", event.videoId());
    id("query_id", event.queryId());
    text("channel_id", event.channelId(), VideoRules.MAX_CHANNEL);
    text("query", event.query(), MAX_QUERY);
    range("position", event.position(), 1, MAX_POSITION);
    range("watch_ms", event.watchMs(), 0, MAX_WATCH_MS);
    time(event.at(), now);
  }

  /**
   * Checks a watch against the length of what was watched.
   *
   * @param durationMs of the video; 0 or less if it is not known
   */
  public static void checkWatched(SentEvent event, long durationMs) {
    Long watched = event.watchMs();
    if (watched == null || durationMs <= 0) {
      return;
    }
    long most = (long) Math.ceil(durationMs * MAX_WATCHED);
    if (watched > most) {
      throw new InvalidValueException(
          "watch_ms",
          watched,
          "0 to " + most + ", " + MAX_WATCHED + " times the length of the video");
    }
  }

  private static Fields fields(InteractionType type) {
    return switch (type) {
      case IMPRESSION, LIKE, UNLIKE, SHARE, COMMENT, HIDE, REPORT -> OF_VIDEO;
      case CLICK -> OF_CLICK;
      case WATCH -> OF_WATCH;
      case FOLLOW, UNFOLLOW -> OF_CHANNEL;
      case SEARCH -> OF_SEARCH;
    };
  }

  private static void id(String field, @Nullable String id) {
    if (id != null) {
      VideoRules.checkId(field, id);
    }
  }

  private static void text(String field, @Nullable String text, int most) {
    if (text == null) {
      return;
    }
    if (text.isBlank() || text.length() > most) {
      throw new InvalidValueException(
          field,
          text.isBlank() ? "blank" : text.length() + " characters",
          "1 to " + most + " characters, not all blank");
    }
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int kind = Character.getType(c);
      if (kind == Character.CONTROL || kind == Character.SURROGATE) {
        throw new InvalidValueException(
            field,
            String.format(Locale.ROOT, "U+%04X at position %d", c, i),
            "text without control characters and half surrogate pairs");
      }
      i += Character.charCount(c);
    }
  }

  private static void range(String field, @Nullable Number value, long low, long high) {
    if (value != null && (value.longValue() < low || value.longValue() > high)) {
      throw new InvalidValueException(field, value, low + " to " + high);
    }
  }

  private static void time(@Nullable Instant at, Instant now) {
    if (at == null) {
      return;
    }
    Instant earliest = now.minus(HORIZON);
    Instant latest = now.plus(MAX_AHEAD);
    if (at.isBefore(earliest) || at.isAfter(latest)) {
      throw new InvalidValueException(
          "at", at, earliest + " to " + latest + ", the past 24 hours by the server's clock");
    }
  }
}
