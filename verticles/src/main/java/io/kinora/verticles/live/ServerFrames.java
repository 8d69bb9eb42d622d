package io.kinora.verticles.live;

import io.kinora.verticles.http.json.JsonText;
import io.kinora.verticles.http.problem.Problem;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server sends, as {@code asyncapi.yaml} has it. Names of subscriptions and tokens are of
 * characters that JSON needs not escape.
 */
final class ServerFrames {

  static final String PROTOCOL = "kinora.v1";

  private ServerFrames() {}

  /**
   * @param expiresInMs of the login, or null if it never does or there is none
   */
  static Frame welcome(
      String connection,
      boolean signedIn,
      @Nullable Long expiresInMs,
      LiveConfig config,
      long windowMs) {
    return new Frame(
        "welcome",
        null,
        JsonText.object(
                json -> {
                  json.writeStringField("type", "welcome");
                  json.writeStringField("protocol", PROTOCOL);
                  json.writeStringField("connection", connection);
                  json.writeBooleanField("signed_in", signedIn);
                  if (expiresInMs != null) {
                    json.writeNumberField("token_expires_in_ms", expiresInMs);
                  }
                  json.writeNumberField("heartbeat_ms", config.times().heartbeat().toMillis());
                  json.writeNumberField("idle_timeout_ms", config.times().idle().toMillis());
                  json.writeNumberField("resume_window_ms", windowMs);
                  json.writeObjectFieldStart("limits");
                  json.writeNumberField("frame_bytes", config.frameBytes());
                  json.writeNumberField("subscriptions", config.subscriptions());
                  json.writeNumberField("queue_bytes", config.queueBytes());
                  json.writeNumberField("frames_per_second", config.framesPerSecond());
                  json.writeEndObject();
                })
            .toString());
  }

  static Frame subscribed(String subscription, String token, boolean resumed) {
    return new Frame(
        "subscribed",
        token,
        "{\"type\":\"subscribed\",\"subscription\":\"%s\",\"token\":\"%s\",\"resumed\":%b}"
            .formatted(subscription, token, resumed));
  }

  /**
   * @param hit an object but for its closing brace
   * @param cosine how near it is, if that is why it fits
   */
  static Frame item(
      String subscription, String token, long atMs, String hit, @Nullable Double cosine) {
    StringBuilder json = new StringBuilder(hit.length() + 160);
    begin(json, subscription, token, atMs);
    json.append("\"hit\":").append(hit);
    if (cosine != null) {
      json.append(",\"score\":").append(cosine.doubleValue());
    }
    return new Frame("item", token, json.append("}}").toString());
  }

  /**
   * A row of a table.
   *
   * @param hit as above, or null if the row is empty now
   */
  static Frame row(
      String subscription,
      String token,
      long atMs,
      int rank,
      @Nullable Integer previousRank,
      @Nullable String hit) {
    StringBuilder json = new StringBuilder(160 + (hit == null ? 0 : hit.length()));
    begin(json, subscription, token, atMs);
    json.append("\"rank\":").append(rank).append(",\"previous_rank\":").append(previousRank);
    json.append(",\"hit\":").append(hit == null ? "null" : hit + "}");
    return new Frame("item", token, json.append('}').toString());
  }

  private static void begin(StringBuilder json, String subscription, String token, long atMs) {
    json.append("{\"type\":\"item\",\"subscription\":\"").append(subscription);
    json.append("\",\"token\":\"").append(token);
    json.append("\",\"at\":\"").append(Instant.ofEpochMilli(atMs)).append("\",");
  }

  static Frame gap(String subscription, String from, String to, String reason, long count) {
    return new Frame(
        "gap",
        to,
        JsonText.object(
                json -> {
                  json.writeStringField("type", "gap");
                  json.writeStringField("subscription", subscription);
                  json.writeStringField("from", from);
                  json.writeStringField("to", to);
                  json.writeStringField("reason", reason);
                  json.writeNumberField("count", count);
                })
            .toString());
  }

  static Frame historyLost(String subscription, String token, String reason) {
    return new Frame(
        "history_lost",
        token,
        "{\"type\":\"history_lost\",\"subscription\":\"%s\",\"token\":\"%s\",\"reason\":\"%s\"}"
            .formatted(subscription, token, reason));
  }

  /**
   * @param n of the ping; null for a heartbeat
   * @param tokens by subscription
   */
  static Frame pong(@Nullable Long n, Map<String, String> tokens) {
    String position = tokens.size() == 1 ? tokens.values().iterator().next() : null;
    return new Frame(
        "pong",
        position,
        JsonText.object(
                json -> {
                  json.writeStringField("type", "pong");
                  if (n != null) {
                    json.writeNumberField("n", n);
                  }
                  if (!tokens.isEmpty()) {
                    json.writeObjectFieldStart("tokens");
                    for (Map.Entry<String, String> token : tokens.entrySet()) {
                      json.writeStringField(token.getKey(), token.getValue());
                    }
                    json.writeEndObject();
                  }
                })
            .toString());
  }

  /**
   * @param subscription that does not exist because of it, or null
   * @param retryAfterMs 0 if trying again is of no use
   */
  static Frame error(
      @Nullable String subscription, Problem problem, String requestId, long retryAfterMs) {
    return new Frame(
        "error",
        null,
        JsonText.object(
                json -> {
                  json.writeStringField("type", "error");
                  if (subscription != null) {
                    json.writeStringField("subscription", subscription);
                  }
                  json.writeObjectFieldStart("problem");
                  problem.write(json, requestId);
                  json.writeEndObject();
                  if (retryAfterMs > 0) {
                    json.writeNumberField("retry_after_ms", retryAfterMs);
                  }
                })
            .toString());
  }

  static Frame bye(Bye code, long retryAfterMs, String detail) {
    return new Frame(
        "bye",
        null,
        JsonText.object(
                json -> {
                  json.writeStringField("type", "bye");
                  json.writeStringField("code", code.key());
                  if (code.again()) {
                    json.writeNumberField("retry_after_ms", retryAfterMs);
                  }
                  json.writeStringField("detail", detail);
                })
            .toString(),
        code.again() ? retryAfterMs : 0);
  }
}
