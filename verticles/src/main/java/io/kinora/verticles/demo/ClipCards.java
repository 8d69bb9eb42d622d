package io.kinora.verticles.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    ObjectNode metadata = card.deepCopy();
    String id = metadata.remove("id").asText();
    String file = metadata.remove("file").asText();
    return new DemoClip(id, file, metadata);
  }
}
