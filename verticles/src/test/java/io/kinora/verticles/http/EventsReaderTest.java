package io.kinora.verticles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kinora.catalog.InteractionRules;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.SentEvent;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.kinora.verticles.http.openapi.Shape;
import io.kinora.verticles.http.openapi.StrictJson;
import io.kinora.verticles.http.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The reader is written by hand, for speed; the document must say what it does. */
final class EventsReaderTest {

  private static final Shape SHAPE = ApiDocument.load().shape("EventBatch");
  private static final int TRIES = 3_000;

  /** Values that some field takes, and some that none does. */
  private static final List<String> VALUES =
      List.of(
          "\"e1\"",
          "\"like\"",
          "\"click\"",
          "\"wave\"",
          "\"a b\"",
          "\"\"",
          "\"..\"",
          "1",
          "0",
          "-1",
          "100000",
          "100001",
          "86400000",
          "86400001",
          "1.5",
          "1e3",
          "99999999999999999999",
          "null",
          "true",
          "[]",
          "{}",
          "\"" + "x".repeat(129) + "\"",
          "\"" + "x".repeat(513) + "\"");

  private static final List<String> FIELDS =
      List.of(
          "event_id",
          "type",
          "video_id",
          "channel_id",
          "query_id",
          "query",
          "position",
          "watch_ms",
          "more");

  @Test
  void what_the_document_refuses_is_refused_and_what_is_taken_it_allows() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int taken = 0;
    for (int i = 0; i < TRIES; i++) {
      String json = event(random);
      boolean allowed = allowed(json);
      boolean wellFormed = wellFormed(json);
      if (wellFormed) {
        taken++;
      }
      assertThat(wellFormed && !allowed).as("taken against the document: " + json).isFalse();
      // A rule may be stricter than the document, which does not know what belongs to a type.
      assertThat(allowed && !readable(json)).as("unreadable, seed " + seed + ": " + json).isFalse();
    }
    assertThat(taken).as("seed " + seed).isPositive();
  }

  private static String event(Random random) {
    StringBuilder json = new StringBuilder("{\"event_id\": \"e\", \"type\": \"like\"");
    if (random.nextBoolean()) {
      json.append(", \"video_id\": \"v\"");
    }
    String given = json.toString();
    for (String field : FIELDS) {
      if (random.nextInt(5) == 0 && !given.contains(field)) {
        json.append(", \"").append(field).append("\": ");
        json.append(VALUES.get(random.nextInt(VALUES.size())));
      }
    }
    return json.append('}').toString();
  }

  private static boolean allowed(String json) {
    try {
      SHAPE.check(StrictJson.parse(json.getBytes(UTF_8)));
      return true;
    } catch (ProblemException refused) {
      return false;
    }
  }

  private static boolean readable(String json) {
    return EventsReader.json(json.getBytes(UTF_8)).refused().isEmpty();
  }

  private static boolean wellFormed(String json) {
    SentEvents sent = EventsReader.json(json.getBytes(UTF_8));
    for (SentEvent event : sent.events()) {
      try {
        InteractionRules.check(event, Instant.now());
      } catch (InvalidValueException refused) {
        return false;
      }
    }
    return sent.refused().isEmpty();
  }

  @Test
  void any_bytes_are_read_or_refused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String good =
        JsonNodeFactory.instance
            .arrayNode()
            .add(JsonNodeFactory.instance.objectNode().put("event_id", "e").put("type", "like"))
            .toString();
    for (int i = 0; i < TRIES; i++) {
      byte[] bytes = good.getBytes(UTF_8);
      for (int j = 0; j < 1 + random.nextInt(3); j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      for (boolean lines : new boolean[] {true, false}) {
        try {
          SentEvents sent = lines ? EventsReader.lines(bytes) : EventsReader.json(bytes);
          assertThat(sent).isNotNull();
        } catch (ProblemException refused) {
          assertThat(refused.problem().type().status()).as("seed " + seed).isEqualTo(400);
        } catch (InvalidValueException refused) {
          assertThat(refused.field()).as("seed " + seed).isNotEmpty();
        }
      }
    }
  }
}
