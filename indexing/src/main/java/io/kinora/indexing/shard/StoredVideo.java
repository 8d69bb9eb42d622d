package io.kinora.indexing.shard;

import io.kinora.catalog.Frame;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hit shows of a video.
 *
 * @param publishedAtMs milliseconds since 1970, or null if unknown
 * @param durationMs or null if unknown
 * @param playable there is a file that could be decoded
 * @param thumbnails pictures, ascending in time
 */
public record StoredVideo(
    String id,
    long version,
    String title,
    String description,
    @Nullable String channel,
    List<String> tags,
    @Nullable String language,
    @Nullable String category,
    @Nullable Long publishedAtMs,
    @Nullable Long durationMs,
    long views,
    long likes,
    @Nullable String license,
    boolean playable,
    List<Thumbnail> thumbnails) {

  /**
   * @param timestampMs position in the video
   * @param key object key
   */
  public record Thumbnail(long timestampMs, String key) {}

  public static StoredVideo of(Video video) {
    VideoMetadata said = video.metadata();
    MediaFile media = video.derived().media();
    return new StoredVideo(
        video.id(),
        video.version(),
        said.title(),
        said.description(),
        said.channel(),
        said.tags(),
        said.language(),
        said.category(),
        said.publishedAt() == null ? null : said.publishedAt().toEpochMilli(),
        video.durationMs(),
        said.views(),
        said.likes(),
        said.license(),
        media != null && media.details() != null,
        thumbnailsOf(video));
  }

  /** The frames found in the file have pictures even where the publisher sent other vectors. */
  private static List<Thumbnail> thumbnailsOf(Video video) {
    List<Thumbnail> thumbnails = new ArrayList<>();
    for (Frame frame : video.derived().frames()) {
      if (frame.thumbnail() != null) {
        thumbnails.add(new Thumbnail(frame.timestampMs(), frame.thumbnail()));
      }
    }
    return thumbnails;
  }

  /** The picture that stands for the whole video, or null. */
  public @Nullable String thumbnail() {
    return thumbnails.isEmpty() ? null : thumbnails.getFirst().key();
  }

  /** The picture nearest in time, or null if there is none at all. */
  public @Nullable String thumbnailAt(long timestampMs) {
    Thumbnail nearest = null;
    for (Thumbnail each : thumbnails) {
      if (nearest == null
          || Math.abs(each.timestampMs - timestampMs)
              < Math.abs(nearest.timestampMs - timestampMs)) {
        nearest = each;
      }
    }
    return nearest == null ? null : nearest.key();
  }
}
