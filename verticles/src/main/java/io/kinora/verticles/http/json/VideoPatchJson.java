package io.kinora.verticles.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.SuppliedFrame;
import io.kinora.catalog.Vector;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoRules;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher says of a video, read as a JSON merge patch (RFC 7396): a field that is there
 * replaces, {@code null} removes, what is left out stays. A whole video is a patch of nothing.
 */
public final class VideoPatchJson {

  private VideoPatchJson() {}

  /**
   * A whole video.
   *
   * @param json of the shape {@code VideoInput}
   * @throws InvalidValueException if a value breaks a rule
   */
  public static VideoMetadata read(JsonNode json) {
    return apply(json, VideoMetadata.titled(""));
  }

  /**
   * A video with some fields changed.
   *
   * @param json of the shape {@code VideoInput} or {@code VideoPatch}
   * @throws InvalidValueException if a value breaks a rule
   */
  public static VideoMetadata apply(JsonNode json, VideoMetadata base) {
    Patch patch = new Patch(json);
    JsonNode vectors = json.path("vectors");
    Patch inner = new Patch(vectors);
    boolean noVectors = vectors.isNull();
    return VideoRules.check(
        new VideoMetadata(
            patch.required("title", base.title(), JsonNode::textValue, ""),
            patch.required("description", base.description(), JsonNode::textValue, ""),
            patch.optional("channel", base.channel(), JsonNode::textValue),
            patch.required("tags", base.tags(), VideoPatchJson::texts, List.of()),
            patch.optional("language", base.language(), JsonNode::textValue),
            patch.optional("published_at", base.publishedAt(), VideoPatchJson::time),
            patch.optional("duration_s", base.durationS(), JsonNode::doubleValue),
            patch.optional("category", base.category(), JsonNode::textValue),
            patch.required("transcript", base.transcript(), JsonNode::textValue, ""),
            patch.required("views", base.views(), JsonNode::longValue, 0L),
            patch.required("likes", base.likes(), JsonNode::longValue, 0L),
            patch.optional("license", base.license(), JsonNode::textValue),
            noVectors ? null : inner.optional("text", base.textVector(), vector("vectors.text")),
            noVectors ? null : inner.optional("video", base.videoVector(), vector("vectors.video")),
            patch.required("frames", base.frames(), VideoPatchJson::frames, List.of())));
  }

  private static Function<JsonNode, Vector> vector(String field) {
    return array -> VectorJson.read(field, array);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>(array.size());
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  private static Instant time(JsonNode text) {
    try {
      return OffsetDateTime.parse(text.textValue()).toInstant();
    } catch (DateTimeException malformed) {
      throw new InvalidValueException(
          "published_at", text.textValue(), "an RFC 3339 time, e.g. 2026-01-31T12:00:00Z");
    }
  }

  private static List<SuppliedFrame> frames(JsonNode array) {
    List<SuppliedFrame> frames = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      JsonNode frame = array.get(i);
      frames.add(
          new SuppliedFrame(
              frame.get("timestamp_ms").longValue(),
              VectorJson.read("frames[" + i + "].vector", frame.get("vector"))));
    }
    return frames;
  }

  /** The three things that a patch can say of a field. */
  private record Patch(JsonNode json) {

    <T> T required(String field, T current, Function<JsonNode, T> read, T empty) {
      JsonNode value = json.get(field);
      if (value == null) {
        return current;
      }
      return value.isNull() ? empty : read.apply(value);
    }

    <T> @Nullable T optional(String field, @Nullable T current, Function<JsonNode, T> read) {
      JsonNode value = json.get(field);
      if (value == null) {
        return current;
      }
      return value.isNull() ? null : read.apply(value);
    }
  }
}
