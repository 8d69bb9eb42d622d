package io.kinora.verticles.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.catalog.Vector;
import io.kinora.search.standing.Nearness;
import io.kinora.verticles.http.openapi.LiveDocument;
import io.kinora.verticles.http.openapi.StrictJson;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemException;
import io.kinora.verticles.http.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client may send. */
sealed interface ClientFrame {

  /**
   * @param channel with stream {@code channel}
   * @param q with stream {@code query}; may be empty
   * @param filter with stream {@code query}; may be empty
   * @param resume a token, or null
   */
  record Subscribe(
      String id,
      String stream,
      String channel,
      String q,
      String filter,
      @Nullable Nearness nearness,
      @Nullable String resume)
      implements ClientFrame {}

  record Unsubscribe(String id) implements ClientFrame {}

  record Ack() implements ClientFrame {}

  record Ping(@Nullable Long n) implements ClientFrame {}

  record Login(String token) implements ClientFrame {}

  /** Which members go with which stream, beside those that go with all. */
  Map<String, List<String>> MEMBERS =
      Map.of(
          "follows", List.of(),
          "channel", List.of("channel"),
          "query", List.of("q", "filter", "vector"),
          "trending", List.of());

  /**
   * Reads a message.
   *
   * @throws ProblemException that says what is wrong
   */
  static ClientFrame read(String text, LiveDocument document) {
    JsonNode json = StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
    if (!json.isObject() || !json.path("type").isTextual()) {
      throw Problem.of(ProblemType.MALFORMED, "type", "a frame is a JSON object with a member type")
          .exception();
    }
    document.clientFrame(json.get("type").textValue()).check(json);
    return switch (json.get("type").textValue()) {
      case "subscribe" -> subscribe(json);
      case "unsubscribe" -> new Unsubscribe(json.get("id").textValue());
      case "ack" -> new Ack();
      case "ping" -> new Ping(json.has("n") ? json.get("n").longValue() : null);
      default -> new Login(json.get("token").textValue());
    };
  }

  /**
   * A subscription as asked for, in a frame or in an address.
   *
   * @param json of the right shape
   */
  static Subscribe subscribe(JsonNode json) {
    String stream = json.get("stream").textValue();
    List<String> members = MEMBERS.getOrDefault(stream, List.of());
    for (String member : List.of("channel", "q", "filter", "vector")) {
      if (json.has(member) && !members.contains(member)) {
        throw Problem.of(
                ProblemType.INVALID_VALUE, member, member + " does not go with stream " + stream)
            .exception();
      }
    }
    if (stream.equals("channel") && !json.has("channel")) {
      throw Problem.of(
              ProblemType.INVALID_VALUE,
              "channel",
              "channel is missing; allowed: 1 to 200 characters")
          .exception();
    }
    return new Subscribe(
        json.path("id").asText("s1"),
        stream,
        json.path("channel").asText(),
        json.path("q").asText(),
        json.path("filter").asText(),
        nearness(json.path("vector")),
        json.path("resume").textValue());
  }

  private static @Nullable Nearness nearness(JsonNode vector) {
    if (vector.isMissingNode()) {
      return null;
    }
    JsonNode numbers = vector.get("values");
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).floatValue();
    }
    return new Nearness(
        Vector.checked("vector.values", values), vector.get("threshold").doubleValue());
  }
}
