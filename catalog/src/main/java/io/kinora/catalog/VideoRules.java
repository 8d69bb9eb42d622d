package io.kinora.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The limits on what a publisher may say of a video; each breach is an {@link
 * InvalidValueException}.
 */
public final class VideoRules {

  public static final int MAX_ID = 128;
  public static final int MAX_TITLE = 300;
  public static final int MAX_DESCRIPTION = 5_000;
  public static final int MAX_CHANNEL = 200;
  public static final int MAX_TAGS = 200;
  public static final int MAX_TAG = 100;
  public static final int MAX_CATEGORY = 100;
  public static final int MAX_LICENSE = 300;
  public static final int MAX_TRANSCRIPT = 200_000;
  public static final int MAX_FRAMES = 1_000;

  /** A hundred days: longer than any stream that is one video. */
  public static final double MAX_DURATION_S = 8_640_000;

  /** The years that RFC 3339 can write. */
  public static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

  public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1," + MAX_ID + "}");
  private static final Pattern ONLY_DOTS = Pattern.compile("\\.+");

  private VideoRules() {}

  /** An id is 1 to 128 unreserved URL characters (RFC 3986) and is not made of dots alone. */
  public static String checkId(String field, String id) {
    if (!isId(id)) {
      throw new InvalidValueException(
          field, id, "1 to " + MAX_ID + " of A-Z a-z 0-9 . _ ~ - and not only dots");
    }
    return id;
  }

  public static boolean isId(String id) {
    return ID.matcher(id).matches() && !ONLY_DOTS.matcher(id).matches();
  }

  public static VideoMetadata check(VideoMetadata video) {
    text("title", video.title(), 1, MAX_TITLE);
    if (video.title().isBlank()) {
      throw new InvalidValueException("title", video.title(), "a title that is not blank");
    }
    text("description", video.description(), 0, MAX_DESCRIPTION);
    text("channel", video.channel(), 1, MAX_CHANNEL);
    text("category", video.category(), 1, MAX_CATEGORY);
    text("license", video.license(), 1, MAX_LICENSE);
    text("transcript", video.transcript(), 0, MAX_TRANSCRIPT);
    language(video.language());
    tags(video.tags());
    publishedAt(video.publishedAt());
    range("views", video.views());
    range("likes", video.likes());
    Double duration = video.durationS();
    if (duration != null && !(duration >= 0 && duration <= MAX_DURATION_S)) {
      throw new InvalidValueException("duration_s", duration, "0 to " + (long) MAX_DURATION_S);
    }
    frames(video.frames());
    return video;
  }

  private static void text(String field, @Nullable String value, int min, int max) {
    if (value == null) {
      return;
    }
    if (value.length() < min || value.length() > max) {
      throw new InvalidValueException(
          field, value.length() + " characters", min + " to " + max + " characters");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean layout = c == '\n' || c == '\r' || c == '\t';
      if (Character.isISOControl(c) && !layout) {
        throw new InvalidValueException(
            field,
            String.format(Locale.ROOT, "control character U+%04X at position %d", (int) c, i),
            "text without control characters");
      }
      if (Character.isSurrogate(c) && !pairedAt(value, i)) {
        throw new InvalidValueException(
            field, "half a surrogate pair at position " + i, "well-formed Unicode");
      }
    }
  }

  private static boolean pairedAt(String value, int i) {
    char c = value.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1));
    }
    return i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
  }

  private static void language(@Nullable String tag) {
    if (tag == null) {
      return;
    }
    try {
      new Locale.Builder().setLanguageTag(tag);
    } catch (java.util.IllformedLocaleException malformed) {
      throw new InvalidValueException("language", tag, "a BCP 47 tag, e.g. en or pt-BR");
    }
    if (tag.isEmpty() || tag.length() > 35) {
      throw new InvalidValueException("language", tag, "a BCP 47 tag of 1 to 35 characters");
    }
  }

  private static void tags(List<String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw new InvalidValueException("tags", tags.size() + " tags", "0 to " + MAX_TAGS + " tags");
    }
    for (int i = 0; i < tags.size(); i++) {
      text("tags[" + i + "]", tags.get(i), 1, MAX_TAG);
    }
  }

  private static void publishedAt(@Nullable Instant at) {
    if (at != null && (at.isBefore(EARLIEST) || at.isAfter(LATEST))) {
      throw new InvalidValueException("published_at", at, EARLIEST + " to " + LATEST);
    }
  }

  private static void range(String field, long count) {
    if (count < 0) {
      throw new InvalidValueException(field, count, "0 or more");
    }
  }

  private static void frames(List<SuppliedFrame> frames) {
    if (frames.size() > MAX_FRAMES) {
      throw new InvalidValueException(
          "frames", frames.size() + " frames", "0 to " + MAX_FRAMES + " frames");
    }
    long previous = -1;
    for (int i = 0; i < frames.size(); i++) {
      long timestamp = frames.get(i).timestampMs();
      if (timestamp <= previous || timestamp > MAX_DURATION_S * 1000) {
        throw new InvalidValueException(
            "frames[" + i + "].timestamp_ms",
            timestamp,
            (previous + 1) + " to " + (long) (MAX_DURATION_S * 1000) + ", ascending");
      }
      previous = timestamp;
    }
  }
}
