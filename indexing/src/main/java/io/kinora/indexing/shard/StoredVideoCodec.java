package io.kinora.indexing.shard;

import io.kinora.indexing.shard.StoredVideo.Thumbnail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * {@link StoredVideo} as bytes. Absent strings are flagged, times are differences and thumbnails'
 * keys share what they have in common with the one before, so that a film of a thousand frames
 * stays small.
 */
public final class StoredVideoCodec {

  private static final int CHANNEL = 1;
  private static final int LANGUAGE = 1 << 1;
  private static final int CATEGORY = 1 << 2;
  private static final int PUBLISHED = 1 << 3;
  private static final int DURATION = 1 << 4;
  private static final int LICENSE = 1 << 5;
  private static final int PLAYABLE = 1 << 6;

  private StoredVideoCodec() {}

  public static BytesRef write(StoredVideo video) {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    try {
      write(video, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new BytesRef(out.toArrayCopy());
  }

  private static void write(StoredVideo video, DataOutput out) throws IOException {
    out.writeByte((byte) flags(video));
    out.writeString(video.id());
    out.writeVLong(video.version());
    out.writeString(video.title());
    out.writeString(video.description());
    writeIfPresent(video.channel(), out);
    writeIfPresent(video.language(), out);
    writeIfPresent(video.category(), out);
    writeIfPresent(video.license(), out);
    if (video.publishedAtMs() != null) {
      out.writeZLong(video.publishedAtMs());
    }
    if (video.durationMs() != null) {
      out.writeZLong(video.durationMs());
    }
    out.writeVLong(video.views());
    out.writeVLong(video.likes());
    out.writeVInt(video.tags().size());
    for (String tag : video.tags()) {
      out.writeString(tag);
    }
    writeThumbnails(video.thumbnails(), out);
  }

  private static int flags(StoredVideo video) {
    return (video.channel() == null ? 0 : CHANNEL)
        | (video.language() == null ? 0 : LANGUAGE)
        | (video.category() == null ? 0 : CATEGORY)
        | (video.license() == null ? 0 : LICENSE)
        | (video.publishedAtMs() == null ? 0 : PUBLISHED)
        | (video.durationMs() == null ? 0 : DURATION)
        | (video.playable() ? PLAYABLE : 0);
  }

  private static void writeIfPresent(@Nullable String value, DataOutput out) throws IOException {
    if (value != null) {
      out.writeString(value);
    }
  }

  private static void writeThumbnails(List<Thumbnail> thumbnails, DataOutput out)
      throws IOException {
    out.writeVInt(thumbnails.size());
    long time = 0;
    String key = "";
    for (Thumbnail each : thumbnails) {
      int shared = sharedPrefix(key, each.key());
      out.writeZLong(each.timestampMs() - time);
      out.writeVInt(shared);
      out.writeString(each.key().substring(shared));
      time = each.timestampMs();
      key = each.key();
    }
  }

  private static int sharedPrefix(String a, String b) {
    int end = Math.min(a.length(), b.length());
    for (int i = 0; i < end; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return i;
      }
    }
    return end;
  }

  public static StoredVideo read(BytesRef bytes) {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    try {
      return read(in);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  /** Only the title: spares reading what comes after it. */
  public static String title(BytesRef bytes) {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    try {
      in.readByte();
      in.skipBytes(in.readVInt());
      in.readVLong();
      return in.readString();
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  private static StoredVideo read(DataInput in) throws IOException {
    int flags = in.readByte();
    String id = in.readString();
    long version = in.readVLong();
    String title = in.readString();
    String description = in.readString();
    String channel = readIf(flags, CHANNEL, in);
    String language = readIf(flags, LANGUAGE, in);
    String category = readIf(flags, CATEGORY, in);
    String license = readIf(flags, LICENSE, in);
    Long published = (flags & PUBLISHED) == 0 ? null : in.readZLong();
    Long duration = (flags & DURATION) == 0 ? null : in.readZLong();
    long views = in.readVLong();
    long likes = in.readVLong();
    int tagCount = in.readVInt();
    List<String> tags = new ArrayList<>(tagCount);
    for (int i = 0; i < tagCount; i++) {
      tags.add(in.readString());
    }
    return new StoredVideo(
        id,
        version,
        title,
        description,
        channel,
        tags,
        language,
        category,
        published,
        duration,
        views,
        likes,
        license,
        (flags & PLAYABLE) != 0,
        readThumbnails(in));
  }

  private static @Nullable String readIf(int flags, int flag, DataInput in) throws IOException {
    return (flags & flag) == 0 ? null : in.readString();
  }

  private static List<Thumbnail> readThumbnails(DataInput in) throws IOException {
    int count = in.readVInt();
    List<Thumbnail> thumbnails = new ArrayList<>(count);
    long time = 0;
    String key = "";
    for (int i = 0; i < count; i++) {
      time += in.readZLong();
      key = key.substring(0, in.readVInt()) + in.readString();
      thumbnails.add(new Thumbnail(time, key));
    }
    return thumbnails;
  }
}
