package io.kinora.indexing.shard;

import io.kinora.catalog.Video;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What ranking needs of every candidate, in one value so that it is read in one go.
 *
 * @param publishedAtMs milliseconds since 1970, or {@link Long#MIN_VALUE} if unknown
 * @param durationMs or -1 if unknown
 * @param group shared with its copies, or null if it has none
 */
public record VideoCard(
    String id,
    @Nullable String channel,
    long publishedAtMs,
    long durationMs,
    long views,
    long likes,
    @Nullable String group) {

  public static VideoCard of(Video video) {
    Instant published = video.metadata().publishedAt();
    Long duration = video.durationMs();
    return new VideoCard(
        video.id(),
        video.metadata().channel(),
        published == null ? Long.MIN_VALUE : published.toEpochMilli(),
        duration == null ? -1 : duration,
        video.metadata().views(),
        video.metadata().likes(),
        video.derived().group());
  }

  BytesRef toBytes() {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    try {
      out.writeString(id);
      out.writeString(channel == null ? "" : channel);
      out.writeLong(publishedAtMs);
      out.writeZLong(durationMs);
      out.writeVLong(views);
      out.writeVLong(likes);
      out.writeString(group == null ? "" : group);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new BytesRef(out.toArrayCopy());
  }

  public static VideoCard read(BytesRef bytes) {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    try {
      String id = in.readString();
      String channel = in.readString();
      long publishedAtMs = in.readLong();
      long durationMs = in.readZLong();
      long views = in.readVLong();
      long likes = in.readVLong();
      String group = in.readString();
      return new VideoCard(
          id,
          channel.isEmpty() ? null : channel,
          publishedAtMs,
          durationMs,
          views,
          likes,
          group.isEmpty() ? null : group);
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
