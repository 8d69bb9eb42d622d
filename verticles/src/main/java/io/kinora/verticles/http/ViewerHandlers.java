package io.kinora.verticles.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.ViewerProfile;
import io.kinora.catalog.ViewerProfile.Followed;
import io.kinora.catalog.ViewerProfile.Place;
import io.kinora.catalog.ViewerProfile.Watched;
import io.kinora.verticles.Identity;
import io.kinora.verticles.ViewerService;
import io.kinora.verticles.http.auth.Role;
import io.kinora.verticles.http.json.JsonText;
import io.kinora.verticles.http.problem.Problem;
import io.kinora.verticles.http.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a viewer sees of themselves, and the end of it. */
final class ViewerHandlers {

  private static final String ME = "me";
  private static final int DEFAULT_PAGE = 50;

  private final ViewerService viewers;

  ViewerHandlers(ViewerService viewers) {
    this.viewers = viewers;
  }

  /** {@code GET /v1/me}. */
  Future<?> profile(Exchange exchange) {
    boolean signedIn = exchange.caller().subject() != null;
    return viewers
        .profile(Senders.of(exchange))
        .compose(profile -> exchange.answerJson(200, write(profile, signedIn)));
  }

  /** {@code GET /v1/me/history}. */
  Future<?> history(Exchange exchange) {
    JsonNode limit = exchange.parameters().path("limit");
    JsonNode cursor = exchange.parameters().path("cursor");
    int most = limit.asInt(DEFAULT_PAGE);
    Place after = cursor.isTextual() ? place(cursor.textValue()) : null;
    // One more than is shown tells whether there is another page.
    return viewers
        .history(Senders.of(exchange), after, most + 1)
        .compose(watched -> exchange.answerJson(200, write(watched, most)));
  }

  /** {@code DELETE /v1/viewers/{id}}. */
  Future<?> erase(Exchange exchange) {
    return viewers.erase(named(exchange)).compose(erased -> exchange.answer(204));
  }

  private static Identity named(Exchange exchange) {
    String id = exchange.parameter("id");
    if (id.equals(ME)) {
      return Senders.of(exchange);
    }
    boolean own = id.equals(exchange.caller().subject());
    if (!own && !exchange.caller().roles().contains(Role.OPERATOR.key())) {
      throw Problem.of(
              ProblemType.FORBIDDEN,
              "id",
              "whoever is no operator erases nobody but themselves: me, or the token's subject")
          .exception();
    }
    return new Identity.Login(id);
  }

  private static Buffer write(ViewerProfile profile, boolean signedIn) {
    return JsonText.object(
        json -> {
          json.writeBooleanField("signed_in", signedIn);
          json.writeArrayFieldStart("follows");
          for (Followed followed : profile.follows()) {
            json.writeStartObject();
            json.writeStringField("channel_id", followed.channel());
            json.writeStringField("since", followed.since().toString());
            json.writeEndObject();
          }
          json.writeEndArray();
          write(json, "liked", profile.liked());
          write(json, "hidden", profile.hidden());
        });
  }

  private static void write(JsonGenerator json, String name, List<String> ids) throws IOException {
    json.writeArrayFieldStart(name);
    for (String id : ids) {
      json.writeString(id);
    }
    json.writeEndArray();
  }

  private static Buffer write(List<Watched> watched, int most) {
    List<Watched> page = watched.subList(0, Math.min(most, watched.size()));
    return JsonText.object(
        json -> {
          json.writeArrayFieldStart("watched");
          for (Watched one : page) {
            json.writeStartObject();
            json.writeStringField("video_id", one.videoId());
            json.writeStringField("at", one.at().toString());
            json.writeNumberField("watch_ms", one.watchMs());
            text(json, "title", one.title());
            text(json, "channel", one.channel());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeStringField(
              "next_cursor", watched.size() > most ? cursor(page.getLast()) : null);
        });
  }

  private static void text(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static String cursor(Watched last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((last.at() + " " + last.videoId()).getBytes(UTF_8));
  }

  private static Place place(String cursor) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", -1);
      if (parts.length == 2) {
        return new Place(Instant.parse(parts[0]), parts[1]);
      }
    } catch (IllegalArgumentException | DateTimeException malformed) {
      // told below
    }
    throw new InvalidValueException("cursor", cursor, "next_cursor of the page before");
  }
}
