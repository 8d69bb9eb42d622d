package io.kinora.verticles.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.SentEvent;
import io.kinora.verticles.http.SentEvents.Refused;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import io.kinora.verticles.http.problem.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one request, token by token: there may be tens of thousands of events a
 * second, for which a tree and a schema are too slow. It takes what the schema {@code EventBatch}
 * of the document takes, which a test holds.
 *
 * <p>An event that is wrong is refused by its index; JSON that is none makes all of the request
 * wrong, or one line of NDJSON.
 */
final class EventsReader {

  /** The most events in one request. */
  static final int MOST_EVENTS = 1_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(100).build())
          .build();

  private final List<SentEvent> events = new ArrayList<>();
  private final List<Integer> indices = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();
  private boolean single;
  private @Nullable String token;
  private @Nullable String session;

  private EventsReader() {}

  /**
   * Reads one event, an array of them, or an object with {@code events}.
   *
   * @throws ProblemException if it is none of these
   */
  static SentEvents json(byte[] bytes) {
    EventsReader reader = new EventsReader();
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      reader.root(parser);
      if (parser.nextToken() != null) {
        throw malformed(parser, "more follows after the JSON value");
      }
    } catch (JsonProcessingException malformed) {
      throw malformed(malformed);
    } catch (IOException unreadable) {
      throw notJson();
    }
    return reader.read();
  }

  /** Reads one event a line; blank lines are passed over. */
  static SentEvents lines(byte[] bytes) {
    EventsReader reader = new EventsReader();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        reader.line(bytes, start, i - start);
        start = i + 1;
      }
    }
    if (reader.count() == 0) {
      throw empty();
    }
    return reader.read();
  }

  private SentEvents read() {
    return new SentEvents(events, indices, refused, single, token, session);
  }

  private int count() {
    return events.size() + refused.size();
  }

  private void root(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw empty();
    }
    switch (first) {
      case START_ARRAY -> list(parser);
      case START_OBJECT -> object(parser);
      default ->
          throw Problem.of(
                  ProblemType.INVALID_VALUE,
                  "the body is no event; allowed: an event, an array of events, or an object with"
                      + " events")
              .exception();
    }
  }

  /** An event, or what holds events and says whose they are. */
  private void object(JsonParser parser) throws IOException {
    EventFields event = new EventFields();
    boolean envelope = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "events" -> {
          if (value != JsonToken.START_ARRAY) {
            throw wrong("events", "no array", "an array of events");
          }
          envelope = true;
          list(parser);
        }
        case "token" -> token = EventFields.text(name, parser);
        case "session" -> session = EventFields.text(name, parser);
        default -> event.take(name, parser);
      }
    }
    if (!envelope && token == null && session == null) {
      single = true;
      add(event);
    } else if (!envelope) {
      throw wrong("events", "missing", "an array of events");
    } else if (event.any()) {
      throw wrong("the body", "events and fields of an event", "events, token, session");
    }
  }

  private static ProblemException wrong(String field, Object value, String allowed) {
    return Problems.invalid(new InvalidValueException(field, value, allowed)).exception();
  }

  private void list(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        add(EventFields.read(parser));
      } else {
        parser.skipChildren();
        refuse(Problem.of(ProblemType.INVALID_VALUE, "an event is an object"));
      }
    }
  }

  private void line(byte[] bytes, int start, int length) {
    if (isBlank(bytes, start, length)) {
      return;
    }
    try (JsonParser parser = FACTORY.createParser(bytes, start, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        refuse(Problem.of(ProblemType.INVALID_VALUE, "an event is an object"));
        return;
      }
      EventFields event = EventFields.read(parser);
      if (parser.nextToken() != null) {
        throw malformed(parser, "more follows after the event; one line is one event");
      }
      add(event);
    } catch (JsonProcessingException malformed) {
      refuse(malformed(malformed).problem());
    } catch (ProblemException tooMany) {
      if (tooMany.problem().type() == ProblemType.TOO_LARGE) {
        throw tooMany;
      }
      refuse(tooMany.problem());
    } catch (IOException unreadable) {
      refuse(notJson().problem());
    }
  }

  private static boolean isBlank(byte[] bytes, int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private void add(EventFields fields) {
    try {
      SentEvent event = fields.event();
      requireRoom();
      indices.add(count());
      events.add(event);
    } catch (InvalidValueException wrong) {
      refuse(Problems.invalid(wrong));
    }
  }

  private void refuse(Problem problem) {
    requireRoom();
    refused.add(new Refused(count(), problem));
  }

  private void requireRoom() {
    if (count() == MOST_EVENTS) {
      throw Problem.of(
              ProblemType.TOO_LARGE,
              "there are more events in the request than allowed: up to " + MOST_EVENTS)
          .exception();
    }
  }

  private static ProblemException empty() {
    return Problem.of(ProblemType.MALFORMED, "the body is empty; events are expected").exception();
  }

  private static ProblemException notJson() {
    return Problem.of(ProblemType.MALFORMED, "the body is not JSON in UTF-8").exception();
  }

  private static ProblemException malformed(JsonProcessingException malformed) {
    String reason = malformed.getOriginalMessage().lines().findFirst().orElse("unreadable");
    var at = malformed.getLocation();
    return at == null
        ? notJson()
        : Problem.of(
                ProblemType.MALFORMED,
                "not JSON at line %d, column %d: %s"
                    .formatted(at.getLineNr(), at.getColumnNr(), reason))
            .exception();
  }

  private static ProblemException malformed(JsonParser parser, String reason) {
    var at = parser.currentLocation();
    return Problem.of(
            ProblemType.MALFORMED,
            "not JSON at line %d, column %d: %s"
                .formatted(at.getLineNr(), at.getColumnNr(), reason))
        .exception();
  }
}
