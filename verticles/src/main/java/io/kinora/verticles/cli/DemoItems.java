package io.kinora.verticles.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinora.catalog.VideoMetadata;
import io.kinora.verticles.demo.DemoClip;
import java.nio.file.Path;
import java.util.List;

/** The demo's clips as what is ingested. */
record DemoItems(Path films) {

  private static final ObjectMapper JSON = new ObjectMapper();

  List<IngestItem> of(List<DemoClip> clips) {
    return clips.stream().map(this::item).toList();
  }

  private IngestItem item(DemoClip clip) {
    return new IngestItem(
        clip.file(), clip.id(), json(clip.metadata()), films.resolve(clip.file()));
  }

  private static ObjectNode json(VideoMetadata video) {
    ObjectNode json = JSON.createObjectNode();
    json.put("title", video.title());
    json.put("description", video.description());
    json.put("channel", video.channel());
    json.set("tags", JSON.valueToTree(video.tags()));
    json.put("language", video.language());
    json.put("published_at", video.publishedAt() == null ? null : video.publishedAt().toString());
    json.put("category", video.category());
    json.put("views", video.views());
    json.put("likes", video.likes());
    json.put("license", video.license());
    return json;
  }
}
