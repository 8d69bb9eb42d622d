package io.kinora.search.shard;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Frame;
import io.kinora.catalog.SuppliedFrame;
import io.kinora.catalog.Track;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.indexing.media.Miniature;
import io.kinora.indexing.media.MiniatureTrack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

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
  private Track track;

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
    pictures.add(new Frame(atMs, key, null));
    return this;
  }

  /** Noise of that seed through time, half a second a frame. */
  VideoFixture track(int seed, int count) {
    List<MiniatureTrack.At> seen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seen.add(new MiniatureTrack.At(i * 500L, new Miniature(32, cells(seed, i))));
    }
    track = new MiniatureTrack(seen).toBytes();
    return this;
  }

  /** The left upper part of a track's frame. */
  static Miniature part(int seed, int frame) {
    byte[] whole = cells(seed, frame);
    byte[] part = new byte[24 * 14];
    for (int y = 0; y < 14; y++) {
      System.arraycopy(whole, y * 32, part, y * 24, 24);
    }
    return new Miniature(24, part);
  }

  /** Blocks of 4 by 3 cells, so that they are still seen at half the resolution. */
  private static byte[] cells(int seed, int frame) {
    Random random = new Random(1_000L * seed + frame);
    byte[] blocks = new byte[8 * 6];
    random.nextBytes(blocks);
    byte[] cells = new byte[32 * 18];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = blocks[i / 32 / 3 * 8 + i % 32 / 4];
    }
    return cells;
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
    Derived derived = new Derived(null, pictures, null, List.of(), List.of(), null, track);
    return new Video(id, version, said, derived, Instant.EPOCH, Instant.EPOCH, deleted);
  }
}
