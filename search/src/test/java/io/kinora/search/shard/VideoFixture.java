package io.kinora.search.shard;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Frame;
import io.kinora.catalog.SuppliedFrame;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Videos for tests, told in one line. */
final class VideoFixture {

  private final String id;
  private String title;
  private String description = "";
  private String transcript = "";
  private String channel;
  private List<String> tags = List.of();
  private String language;
  private Instant published;
  private Double durationS;
  private String category;
  private long views;
  private long likes;
  private Vector text;
  private Vector video;
  private final List<SuppliedFrame> frames = new ArrayList<>();
  private final List<Frame> pictures = new ArrayList<>();

  private VideoFixture(String id) {
    this.id = id;
    this.title = "video " + id;
  }

  static VideoFixture video(String id) {
    return new VideoFixture(id);
  }

  VideoFixture titled(String words) {
    title = words;
    return this;
  }

  VideoFixture described(String words) {
    description = words;
    return this;
  }

  VideoFixture saying(String words) {
    transcript = words;
    return this;
  }

  VideoFixture by(String name) {
    channel = name;
    return this;
  }

  VideoFixture tagged(String... names) {
    tags = List.of(names);
    return this;
  }

  VideoFixture in(String tag) {
    language = tag;
    return this;
  }

  VideoFixture published(String date) {
    published = Instant.parse(date + "T00:00:00Z");
    return this;
  }

  VideoFixture lasting(double seconds) {
    durationS = seconds;
    return this;
  }

  VideoFixture of(String name) {
    category = name;
    return this;
  }

  VideoFixture viewed(long times) {
    views = times;
    return this;
  }

  VideoFixture liked(long times) {
    likes = times;
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

  VideoFixture picture(long atMs, String key) {
    pictures.add(new Frame(atMs, key, null, null));
    return this;
  }

  Video build() {
    return build(1, false);
  }

  Video build(long version, boolean deleted) {
    VideoMetadata said =
        new VideoMetadata(
            title,
            description,
            channel,
            tags,
            language,
            published,
            durationS,
            category,
            transcript,
            views,
            likes,
            null,
            text,
            video,
            frames);
    Derived derived = new Derived(null, pictures, null, null, null, null, null, null);
    return new Video(id, version, said, derived, Instant.EPOCH, Instant.EPOCH, deleted);
  }
}
