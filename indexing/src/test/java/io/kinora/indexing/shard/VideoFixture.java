package io.kinora.indexing.shard;

import io.kinora.catalog.Derived;
import io.kinora.catalog.SuppliedFrame;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Videos for tests, told in one line. */
final class VideoFixture {

  static final VectorSpaces SPACES =
      new VectorSpaces(new VectorSpaces.Space("words", 4), new VectorSpaces.Space("eyes", 3));

  private final String id;
  private long version = 1;
  private String title;
  private boolean deleted;
  private Vector text;
  private Vector video;
  private final List<SuppliedFrame> frames = new ArrayList<>();

  private VideoFixture(String id) {
    this.id = id;
    this.title = "video " + id;
  }

  static VideoFixture video(String id) {
    return new VideoFixture(id);
  }

  VideoFixture version(long number) {
    version = number;
    return this;
  }

  VideoFixture titled(String words) {
    title = words;
    return this;
  }

  VideoFixture text(float... values) {
    text = new Vector(values);
    return this;
  }

  VideoFixture seen(float... values) {
    video = new Vector(values);
    return this;
  }

  VideoFixture frame(long atMs, float... values) {
    frames.add(new SuppliedFrame(atMs, new Vector(values)));
    return this;
  }

  Video deleted() {
    deleted = true;
    return build();
  }

  Video build() {
    VideoMetadata said =
        new VideoMetadata(
            title, "", null, List.of(), null, null, null, null, "", 0, 0, null, text, video,
            frames);
    return new Video(id, version, said, Derived.NOTHING, Instant.EPOCH, Instant.EPOCH, deleted);
  }
}
