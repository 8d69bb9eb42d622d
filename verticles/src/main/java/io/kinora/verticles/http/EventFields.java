package io.kinora.verticles.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kinora.catalog.InteractionRules;
import io.kinora.catalog.InteractionType;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.SentEvent;
import io.kinora.verticles.http.openapi.Shown;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one event, as they come. The first that is wrong is kept; those after it are passed
 * over.
 */
final class EventFields {

  private static final String NAMES =
      "event_id, type, video_id, channel_id, query_id, query, position, watch_ms, at";
  private static final Map<String, InteractionType> TYPES =
      Arrays.stream(InteractionType.values())
          .collect(Collectors.toMap(InteractionType::word, Function.identity()));
  private static final String TYPE_WORDS =
      Arrays.stream(InteractionType.values())
          .map(InteractionType::word)
          .collect(Collectors.joining(", "));

  private @Nullable String eventId;
  private @Nullable InteractionType type;
  private @Nullable String videoId;
  private @Nullable String channelId;
  private @Nullable String queryId;
  private @Nullable String query;
  private @Nullable Integer position;
  private @Nullable Long watchMs;
  private @Nullable Instant at;
  private @Nullable InvalidValueException wrong;
  private boolean any;

  /** Reads an object to its end; the parser stands on its beginning. */
  static EventFields read(JsonParser parser) throws IOException {
    EventFields fields = new EventFields();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.take(name, parser);
    }
    return fields;
  }

  /** Takes one field; the parser stands on its value, and on the value's end afterwards. */
  void take(String name, JsonParser parser) throws IOException {
    any = true;
    try {
      if (wrong == null) {
        set(name, parser);
      }
    } catch (InvalidValueException first) {
      wrong = first;
    }
    parser.skipChildren();
  }

  private void set(String name, JsonParser parser) throws IOException {
    switch (name) {
      case "event_id" -> eventId = text(name, parser);
      case "type" -> type = type(text(name, parser));
      case "video_id" -> videoId = text(name, parser);
      case "channel_id" -> channelId = text(name, parser);
      case "query_id" -> queryId = text(name, parser);
      case "query" -> query = text(name, parser);
      case "position" -> position = (int) whole(name, parser, InteractionRules.MAX_POSITION);
      case "watch_ms" -> watchMs = whole(name, parser, InteractionRules.MAX_WATCH_MS);
      case "at" -> at = time(text(name, parser));
      default -> throw new InvalidValueException(Shown.name(name), "given", NAMES);
    }
  }

  /** Whether there was any field of an event. */
  boolean any() {
    return any;
  }

  /**
   * @throws InvalidValueException for the first field that was wrong, or that is missing
   */
  SentEvent event() {
    if (wrong != null) {
      throw wrong;
    }
    if (eventId == null) {
      throw new InvalidValueException(
          "event_id",
          "missing",
          "an id that the client makes, so that it can send the event again");
    }
    if (type == null) {
      throw new InvalidValueException("type", "missing", "one of " + TYPE_WORDS);
    }
    return new SentEvent(eventId, type, videoId, channelId, queryId, query, position, watchMs, at);
  }

  static String text(String field, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new InvalidValueException(field, shown(parser), "a string");
    }
    return parser.getText();
  }

  private static long whole(String field, JsonParser parser, long most) throws IOException {
    // A double holds every number in range exactly; 1.0 is a whole number to JSON Schema.
    double value = parser.currentToken().isNumeric() ? parser.getDoubleValue() : -1;
    if (!(value >= 0 && value <= most) || value != Math.rint(value)) {
      throw new InvalidValueException(field, shown(parser), "a whole number from 0 to " + most);
    }
    return (long) value;
  }

  private static InteractionType type(String word) {
    InteractionType type = TYPES.get(word);
    if (type == null) {
      throw new InvalidValueException("type", word, "one of " + TYPE_WORDS);
    }
    return type;
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException malformed) {
      throw new InvalidValueException(
          "at", text, "an RFC 3339 time, e.g. 2026-01-31T12:00:00.000Z");
    }
  }

  private static Object shown(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> parser.getText();
      case null -> "missing";
      default -> new StringBuilder(parser.getText()).toString();
    };
  }
}
