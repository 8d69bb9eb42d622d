package io.kinora.search.suggest;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import java.time.Instant;
import java.util.List;

/** A video for tests, by what suggestions are made of. */
record SuggestedVideo(
    String id, String title, String channel, List<String> tags, String language, long views) {

  static SuggestedVideo titled(String id, String title) {
    return new SuggestedVideo(id, title, null, List.of(), null, 0);
  }

  SuggestedVideo viewed(long times) {
    return new SuggestedVideo(id, title, channel, tags, language, times);
  }

  SuggestedVideo by(String name) {
    return new SuggestedVideo(id, title, name, tags, language, views);
  }

  SuggestedVideo tagged(String... names) {
    return new SuggestedVideo(id, title, channel, List.of(names), language, views);
  }

  SuggestedVideo in(String tag) {
    return new SuggestedVideo(id, title, channel, tags, tag, views);
  }

  Video version(long version, boolean deleted) {
    VideoMetadata said =
        new VideoMetadata(
            title, "", channel, tags, language, null, null, null, "", views, 0, null, null, null,
            List.of());
    return new Video(id, version, said, Derived.NOTHING, Instant.EPOCH, Instant.EPOCH, deleted);
  }
}
