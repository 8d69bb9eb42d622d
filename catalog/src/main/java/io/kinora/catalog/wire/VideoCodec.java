package io.kinora.catalog.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.kinora.catalog.Derived;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.wire.proto.Media;
import io.kinora.catalog.wire.proto.Metadata;
import io.kinora.catalog.wire.proto.VideoState;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Videos as bytes. Fields that a newer version has added are passed over; times are kept to the
 * millisecond.
 */
public final class VideoCodec {

  private VideoCodec() {}

  /** The full state of a video: the value of a record of the log. */
  public static byte[] encode(Video video) {
    return message(video).toByteArray();
  }

  static VideoState message(Video video) {
    return VideoState.newBuilder()
        .setId(video.id())
        .setVersion(video.version())
        .setDeleted(video.deleted())
        .setCreatedAtMs(video.createdAt().toEpochMilli())
        .setUpdatedAtMs(video.updatedAt().toEpochMilli())
        .setMetadata(MetadataMessage.of(video.metadata()))
        .setDerived(DerivedMessage.of(video.derived()))
        .build();
  }

  /**
   * @throws MalformedStateException if the bytes are not a video's state
   */
  public static Video decode(byte[] bytes) {
    try {
      return video(VideoState.parseFrom(bytes));
    } catch (InvalidProtocolBufferException malformed) {
      throw new MalformedStateException("a video's state", malformed);
    }
  }

  static Video video(VideoState state) {
    return new Video(
        state.getId(),
        state.getVersion(),
        MetadataMessage.metadata(state.getMetadata()),
        DerivedMessage.derived(state.getDerived()),
        Instant.ofEpochMilli(state.getCreatedAtMs()),
        Instant.ofEpochMilli(state.getUpdatedAtMs()),
        state.getDeleted());
  }

  /** What was found out about a video, by itself. */
  public static byte[] encodeDerived(Derived derived) {
    return DerivedMessage.of(derived).toByteArray();
  }

  /**
   * @throws MalformedStateException if the bytes are not what {@link #encodeDerived} makes
   */
  public static Derived decodeDerived(byte[] bytes) {
    try {
      return DerivedMessage.derived(io.kinora.catalog.wire.proto.Derived.parseFrom(bytes));
    } catch (InvalidProtocolBufferException malformed) {
      throw new MalformedStateException("what was derived of a video", malformed);
    }
  }

  /**
   * The length of the decoded file, out of the first few hundred bytes of what {@link
   * #encodeDerived} makes.
   *
   * @return 0 if there is no such file, or it does not begin with what the file is
   */
  public static long durationMs(byte[] head) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(head);
      boolean media =
          !in.isAtEnd()
              && WireFormat.getTagFieldNumber(in.readTag())
                  == io.kinora.catalog.wire.proto.Derived.MEDIA_FIELD_NUMBER;
      return media ? Media.parseFrom(in.readByteArray()).getDetails().getDurationMs() : 0;
    } catch (IOException malformed) {
      return 0;
    }
  }

  /** The publisher's own vectors and frames, or null if there are none. */
  public static byte @Nullable [] encodeSupplied(VideoMetadata metadata) {
    Metadata message = MetadataMessage.vectorsOf(metadata);
    return message.getSerializedSize() == 0 ? null : message.toByteArray();
  }

  /**
   * The metadata with the vectors and frames of {@link #encodeSupplied} put back.
   *
   * @throws MalformedStateException if the bytes are not what {@link #encodeSupplied} makes
   */
  public static VideoMetadata withSupplied(VideoMetadata metadata, byte @Nullable [] bytes) {
    if (bytes == null) {
      return metadata;
    }
    try {
      return MetadataMessage.withVectors(metadata, Metadata.parseFrom(bytes));
    } catch (InvalidProtocolBufferException malformed) {
      throw new MalformedStateException("a publisher's vectors", malformed);
    }
  }
}
