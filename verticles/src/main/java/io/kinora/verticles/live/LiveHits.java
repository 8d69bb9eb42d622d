package io.kinora.verticles.live;

import io.kinora.catalog.Video;
import io.kinora.indexing.shard.StoredVideo;
import io.kinora.search.Hit;
import io.kinora.verticles.http.json.JsonText;
import io.kinora.verticles.http.json.SearchResponseJson;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Videos as hits, without what only a search can say. */
final class LiveHits {

  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "title",
          "description",
          "channel",
          "tags",
          "language",
          "category",
          "published_at",
          "duration_s",
          "views",
          "likes",
          "license",
          "thumbnail_url",
          "media_url");

  private LiveHits() {}

  /** An object in JSON but for the closing brace, so that members can be added. */
  static String open(Video video) {
    String whole =
        JsonText.object(json -> SearchResponseJson.hit(json, hit(video), FIELDS)).toString();
    return whole.substring(0, whole.length() - 1);
  }

  private static Hit hit(Video video) {
    StoredVideo shown = StoredVideo.of(video);
    return new Hit(
        shown.id(),
        shown.title(),
        shown.description(),
        shown.channel(),
        shown.tags(),
        shown.language(),
        shown.category(),
        shown.publishedAtMs(),
        shown.durationMs(),
        shown.views(),
        shown.likes(),
        shown.license(),
        shown.thumbnail(),
        shown.playable(),
        Map.of(),
        null,
        List.of(),
        0,
        null,
        List.of(),
        List.of());
  }
}
