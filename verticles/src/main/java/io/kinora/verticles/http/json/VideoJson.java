package io.kinora.verticles.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kinora.catalog.Derived;
import io.kinora.catalog.Embedding;
import io.kinora.catalog.Frame;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.SuppliedFrame;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoStatus;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A video and its status, as they are sent. */
public final class VideoJson {

  private VideoJson() {}

  /**
   * A video with what was asked for beside: {@code vectors}, {@code transcript}.
   *
   * @param duplicates ids of the other videos of its group
   */
  public static Buffer write(
      Video video,
      VideoStatus status,
      long visibleVersion,
      List<String> duplicates,
      Set<String> include) {
    return JsonText.object(
        json -> {
          status(json, video, status, visibleVersion);
          metadata(json, video.metadata(), include.contains("transcript"));
          duration(json, video);
          json.writeStringField("created_at", video.createdAt().toString());
          json.writeStringField("updated_at", video.updatedAt().toString());
          media(json, video);
          duplicates(json, video, duplicates);
          boolean withVectors = include.contains("vectors");
          if (withVectors) {
            vectors(json, video);
          }
          frames(json, video, withVectors);
        });
  }

  /** How far a video has come. */
  public static Buffer writeStatus(Video video, VideoStatus status, long visibleVersion) {
    return JsonText.object(json -> status(json, video, status, visibleVersion));
  }

  private static void status(
      JsonGenerator json, Video video, VideoStatus status, long visibleVersion) throws IOException {
    json.writeStringField("id", video.id());
    json.writeNumberField("version", video.version());
    json.writeNumberField("visible_version", visibleVersion);
    json.writeStringField("status", status.word());
    if (status instanceof VideoStatus.Decoding decoding) {
      json.writeNumberField("percent", decoding.percent());
    }
    text(json, "reason", status.reason());
  }

  private static void metadata(JsonGenerator json, VideoMetadata said, boolean withTranscript)
      throws IOException {
    json.writeStringField("title", said.title());
    json.writeStringField("description", said.description());
    text(json, "channel", said.channel());
    json.writeArrayFieldStart("tags");
    for (String tag : said.tags()) {
      json.writeString(tag);
    }
    json.writeEndArray();
    text(json, "language", said.language());
    if (said.publishedAt() != null) {
      json.writeStringField("published_at", said.publishedAt().toString());
    }
    text(json, "category", said.category());
    if (withTranscript) {
      json.writeStringField("transcript", said.transcript());
    }
    json.writeNumberField("views", said.views());
    json.writeNumberField("likes", said.likes());
    text(json, "license", said.license());
  }

  private static void duration(JsonGenerator json, Video video) throws IOException {
    Long millis = video.durationMs();
    if (millis != null) {
      json.writeNumberField("duration_s", millis / 1000.0);
    }
  }

  private static void media(JsonGenerator json, Video video) throws IOException {
    MediaFile media = video.derived().media();
    if (media == null) {
      return;
    }
    json.writeStringField("media_url", Links.media(video.id()));
    json.writeObjectFieldStart("media");
    json.writeNumberField("bytes", media.bytes());
    MediaFile.Details details = media.details();
    if (details != null) {
      json.writeStringField("container", details.container());
      json.writeStringField("codec", details.codec());
      json.writeNumberField("width", details.width());
      json.writeNumberField("height", details.height());
      json.writeNumberField("duration_ms", details.durationMs());
      json.writeNumberField("frames_per_second", details.framesPerSecond());
      json.writeBooleanField("has_audio", details.hasAudio());
    }
    json.writeEndObject();
  }

  private static void duplicates(JsonGenerator json, Video video, List<String> others)
      throws IOException {
    if (others.isEmpty()) {
      return;
    }
    String oldest = video.derived().group();
    text(json, "duplicates_of", others.contains(oldest) ? oldest : null);
    json.writeArrayFieldStart("duplicates");
    for (String other : others) {
      json.writeString(other);
    }
    json.writeEndArray();
  }

  private static void vectors(JsonGenerator json, Video video) throws IOException {
    json.writeObjectFieldStart("vectors");
    vector(json, "text", shown(video.metadata().textVector(), video.derived().texts()));
    vector(json, "video", shown(video.metadata().videoVector(), video.derived().sights()));
    json.writeEndObject();
  }

  /** The publisher's own, else what the newest encoder made. */
  private static @Nullable Vector shown(@Nullable Vector own, List<Embedding> made) {
    return own != null || made.isEmpty() ? own : made.getLast().whole();
  }

  private static void frames(JsonGenerator json, Video video, boolean withVectors)
      throws IOException {
    json.writeArrayFieldStart("frames");
    for (SuppliedFrame own : video.metadata().frames()) {
      frame(json, own.timestampMs(), null, withVectors ? own.vector() : null);
    }
    if (video.metadata().frames().isEmpty()) {
      foundFrames(json, video.derived(), withVectors);
    }
    json.writeEndArray();
  }

  private static void foundFrames(JsonGenerator json, Derived derived, boolean withVectors)
      throws IOException {
    List<Embedding> sights = derived.sights();
    for (int i = 0; i < derived.frames().size(); i++) {
      Frame frame = derived.frames().get(i);
      boolean embedded = withVectors && !sights.isEmpty();
      Vector vector = embedded ? sights.getLast().frames().get(i) : null;
      frame(json, frame.timestampMs(), frame.thumbnail(), vector);
    }
  }

  private static void frame(
      JsonGenerator json, long timestampMs, @Nullable String thumbnail, @Nullable Vector vector)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("timestamp_ms", timestampMs);
    text(json, "thumbnail_url", thumbnail == null ? null : Links.thumbnail(thumbnail));
    vector(json, "vector", vector);
    json.writeEndObject();
  }

  private static void vector(JsonGenerator json, String name, @Nullable Vector vector)
      throws IOException {
    if (vector != null) {
      json.writeFieldName(name);
      VectorJson.write(json, vector);
    }
  }

  private static void text(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
