package io.kinora.verticles.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinora.catalog.VideoMetadata;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is said of the demo's clips: a line each, as {@code kinora ingest} would take it. */
final class ClipCards {

  static final String RESOURCE = "/demo/clips.ndjson";

  private static final ObjectMapper JSON = new ObjectMapper();

  private ClipCards() {}

  static List<DemoClip> read() {
    try (InputStream resource = ClipCards.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("missing from the program: " + RESOURCE);
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
      List<DemoClip> clips = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        clips.add(clip(JSON.readTree(line)));
      }
      return List.copyOf(clips);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static DemoClip clip(JsonNode card) {
    List<String> tags = new ArrayList<>();
    card.required("tags").forEach(tag -> tags.add(tag.asText()));
    VideoMetadata metadata =
        new VideoMetadata(
            text(card, "title"),
            text(card, "description"),
            text(card, "channel"),
            tags,
            text(card, "language"),
            Instant.parse(text(card, "published_at")),
            null,
            text(card, "category"),
            "",
            card.required("views").asLong(),
            card.required("likes").asLong(),
            text(card, "license"),
            null,
            null,
            List.of());
    return new DemoClip(text(card, "id"), text(card, "file"), metadata);
  }

  private static String text(JsonNode card, String field) {
    return card.required(field).asText();
  }
}
