package io.kinora.catalog.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kinora.catalog.Interaction;
import io.kinora.catalog.InteractionType;
import io.kinora.catalog.ViewerKey;
import io.kinora.catalog.wire.proto.InteractionEvent;
import io.kinora.catalog.wire.proto.InteractionKind;
import java.time.Instant;
import java.util.Optional;

/**
 * Interactions as bytes. Fields that a newer version has added are passed over; times are kept to
 * the millisecond.
 *
 * <p>A record of the topic has the viewer's pseudonym as its key and {@link #seal sealed} bytes as
 * its value. A record without a value says that the viewer was erased: who keeps anything by viewer
 * forgets it.
 */
public final class InteractionCodec {

  private InteractionCodec() {}

  /** The value of a record of the log. */
  public static byte[] seal(Interaction interaction, ViewerKey key) {
    return key.seal(interaction.viewer(), encode(interaction));
  }

  /**
   * What a record of the log says.
   *
   * @param viewer the record's key
   * @return empty if it was sealed with another key
   * @throws MalformedStateException if what was sealed is no interaction, or of a type that this
   *     version does not know
   */
  public static Optional<Interaction> open(String viewer, byte[] value, ViewerKey key) {
    return key.open(viewer, value).map(plain -> decode(viewer, plain));
  }

  /** An interaction, less its viewer. */
  public static byte[] encode(Interaction interaction) {
    InteractionEvent.Builder message =
        InteractionEvent.newBuilder()
            .setEventId(interaction.eventId())
            .setType(kind(interaction.type()))
            .setAtMs(interaction.at().toEpochMilli())
            .setReceivedAtMs(interaction.receivedAt().toEpochMilli());
    if (interaction.videoId() != null) {
      message.setVideoId(interaction.videoId());
    }
    if (interaction.channelId() != null) {
      message.setChannelId(interaction.channelId());
    }
    if (interaction.queryId() != null) {
      message.setQueryId(interaction.queryId());
    }
    if (interaction.query() != null) {
      message.setQuery(interaction.query());
    }
    if (interaction.position() != null) {
      message.setPosition(interaction.position());
    }
    if (interaction.watchMs() != null) {
      message.setWatchMs(interaction.watchMs());
    }
    return message.build().toByteArray();
  }

  /**
   * @throws MalformedStateException if the bytes are not what {@link #encode} makes, or of a type
   *     that this version does not know
   */
  public static Interaction decode(String viewer, byte[] bytes) {
    try {
      InteractionEvent event = InteractionEvent.parseFrom(bytes);
      return new Interaction(
          event.getEventId(),
          type(event.getType()),
          viewer,
          event.hasVideoId() ? event.getVideoId() : null,
          event.hasChannelId() ? event.getChannelId() : null,
          event.hasQueryId() ? event.getQueryId() : null,
          event.hasQuery() ? event.getQuery() : null,
          event.hasPosition() ? event.getPosition() : null,
          event.hasWatchMs() ? event.getWatchMs() : null,
          Instant.ofEpochMilli(event.getAtMs()),
          Instant.ofEpochMilli(event.getReceivedAtMs()));
    } catch (InvalidProtocolBufferException malformed) {
      throw new MalformedStateException("an interaction", malformed);
    }
  }

  private static InteractionType type(InteractionKind kind) throws InvalidProtocolBufferException {
    return switch (kind) {
      case IMPRESSION -> InteractionType.IMPRESSION;
      case CLICK -> InteractionType.CLICK;
      case WATCH -> InteractionType.WATCH;
      case LIKE -> InteractionType.LIKE;
      case UNLIKE -> InteractionType.UNLIKE;
      case SHARE -> InteractionType.SHARE;
      case COMMENT -> InteractionType.COMMENT;
      case FOLLOW -> InteractionType.FOLLOW;
      case UNFOLLOW -> InteractionType.UNFOLLOW;
      case HIDE -> InteractionType.HIDE;
      case REPORT -> InteractionType.REPORT;
      case SEARCH -> InteractionType.SEARCH;
      case UNSPECIFIED, UNRECOGNIZED ->
          throw new InvalidProtocolBufferException("of an unknown type");
    };
  }

  private static InteractionKind kind(InteractionType type) {
    return switch (type) {
      case IMPRESSION -> InteractionKind.IMPRESSION;
      case CLICK -> InteractionKind.CLICK;
      case WATCH -> InteractionKind.WATCH;
      case LIKE -> InteractionKind.LIKE;
      case UNLIKE -> InteractionKind.UNLIKE;
      case SHARE -> InteractionKind.SHARE;
      case COMMENT -> InteractionKind.COMMENT;
      case FOLLOW -> InteractionKind.FOLLOW;
      case UNFOLLOW -> InteractionKind.UNFOLLOW;
      case HIDE -> InteractionKind.HIDE;
      case REPORT -> InteractionKind.REPORT;
      case SEARCH -> InteractionKind.SEARCH;
    };
  }
}
