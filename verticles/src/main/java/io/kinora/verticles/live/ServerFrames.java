package io.kinora.verticles.live;

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
    return new FrameBuilder("welcome")
        .members(
            json -> {
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
        .build();
  }

  static Frame subscribed(String subscription, String token, boolean resumed) {
    return new FrameBuilder("subscribed")
        .position(token)
        .text("subscription", subscription)
        .text("token", token)
        .value("resumed", Boolean.toString(resumed))
        .build();
  }

  /**
   * @param hit an object but for its closing brace
   * @param cosine how near it is, if that is why it fits
   */
  static Frame item(
      String subscription, String token, long atMs, String hit, @Nullable Double cosine) {
    return item(subscription, token, atMs, hit.length())
        .value("hit", cosine == null ? hit + "}" : hit + ",\"score\":" + cosine + "}")
        .build();
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
    return item(subscription, token, atMs, hit == null ? 0 : hit.length())
        .value("rank", Integer.toString(rank))
        .value("previous_rank", String.valueOf(previousRank))
        .value("hit", hit == null ? "null" : hit + "}")
        .build();
  }

  private static FrameBuilder item(String subscription, String token, long atMs, int hitLength) {
    return new FrameBuilder("item", hitLength)
        .position(token)
        .text("subscription", subscription)
        .text("token", token)
        .text("at", Instant.ofEpochMilli(atMs).toString());
  }

  static Frame gap(String subscription, String from, String to, String reason, long count) {
    return new FrameBuilder("gap")
        .position(to)
        .text("subscription", subscription)
        .text("from", from)
        .text("to", to)
        .text("reason", reason)
        .value("count", Long.toString(count))
        .build();
  }

  static Frame historyLost(String subscription, String token, String reason) {
    return new FrameBuilder("history_lost")
        .position(token)
        .text("subscription", subscription)
        .text("token", token)
        .text("reason", reason)
        .build();
  }

  /**
   * @param n of the ping; null for a heartbeat
   * @param tokens by subscription
   */
  static Frame pong(@Nullable Long n, Map<String, String> tokens) {
    return new FrameBuilder("pong")
        .position(tokens.size() == 1 ? tokens.values().iterator().next() : null)
        .members(
            json -> {
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
        .build();
  }

  /**
   * @param subscription that does not exist because of it, or null
   * @param retryAfterMs 0 if trying again is of no use
   */
  static Frame error(
      @Nullable String subscription, Problem problem, String requestId, long retryAfterMs) {
    return new FrameBuilder("error")
        .members(
            json -> {
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
        .build();
  }

  /**
   * @param retryAfterMs 0 if coming again is of no use
   */
  static Frame bye(Bye code, long retryAfterMs, String detail) {
    return new FrameBuilder("bye")
        .retryMs(code.again() ? retryAfterMs : 0)
        .members(
            json -> {
              json.writeStringField("code", code.key());
              if (code.again() && retryAfterMs > 0) {
                json.writeNumberField("retry_after_ms", retryAfterMs);
              }
              json.writeStringField("detail", detail);
            })
        .build();
  }
}
