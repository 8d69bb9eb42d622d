package io.kinora.catalog.wire;

import io.kinora.catalog.SuppliedFrame;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.wire.proto.Frame;
import io.kinora.catalog.wire.proto.Metadata;
import java.time.Instant;
import java.util.List;

/** What a publisher says of a video, as a message. */
final class MetadataMessage {

  private MetadataMessage() {}

  static Metadata of(VideoMetadata metadata) {
    Metadata.Builder message =
        vectorsOf(metadata).toBuilder()
            .setTitle(metadata.title())
            .setDescription(metadata.description())
            .addAllTags(metadata.tags())
            .setTranscript(metadata.transcript())
            .setViews(metadata.views())
            .setLikes(metadata.likes());
    if (metadata.channel() != null) {
      message.setChannel(metadata.channel());
    }
    if (metadata.language() != null) {
      message.setLanguage(metadata.language());
    }
    if (metadata.publishedAt() != null) {
      message.setPublishedAtMs(metadata.publishedAt().toEpochMilli());
    }
    if (metadata.durationS() != null) {
      message.setDurationS(metadata.durationS());
    }
    if (metadata.category() != null) {
      message.setCategory(metadata.category());
    }
    if (metadata.license() != null) {
      message.setLicense(metadata.license());
    }
    return message.build();
  }

  static VideoMetadata metadata(Metadata message) {
    VideoMetadata words =
        new VideoMetadata(
            message.getTitle(),
            message.getDescription(),
            message.hasChannel() ? message.getChannel() : null,
            message.getTagsList(),
            message.hasLanguage() ? message.getLanguage() : null,
            message.hasPublishedAtMs() ? Instant.ofEpochMilli(message.getPublishedAtMs()) : null,
            message.hasDurationS() ? message.getDurationS() : null,
            message.hasCategory() ? message.getCategory() : null,
            message.getTranscript(),
            message.getViews(),
            message.getLikes(),
            message.hasLicense() ? message.getLicense() : null,
            null,
            null,
            List.of());
    return withVectors(words, message);
  }

  /** Only the vectors and frames; everything else is left unset. */
  static Metadata vectorsOf(VideoMetadata metadata) {
    Metadata.Builder message = Metadata.newBuilder();
    if (metadata.textVector() != null) {
      message.setTextVector(VectorMessage.of(metadata.textVector()));
    }
    if (metadata.videoVector() != null) {
      message.setVideoVector(VectorMessage.of(metadata.videoVector()));
    }
    for (SuppliedFrame frame : metadata.frames()) {
      message.addFrames(
          Frame.newBuilder()
              .setTimestampMs(frame.timestampMs())
              .setVector(VectorMessage.of(frame.vector())));
    }
    return message.build();
  }

  static VideoMetadata withVectors(VideoMetadata words, Metadata message) {
    return new VideoMetadata(
        words.title(),
        words.description(),
        words.channel(),
        words.tags(),
        words.language(),
        words.publishedAt(),
        words.durationS(),
        words.category(),
        words.transcript(),
        words.views(),
        words.likes(),
        words.license(),
        message.hasTextVector() ? VectorMessage.vector(message.getTextVector()) : null,
        message.hasVideoVector() ? VectorMessage.vector(message.getVideoVector()) : null,
        message.getFramesList().stream().map(MetadataMessage::frame).toList());
  }

  private static SuppliedFrame frame(Frame message) {
    return new SuppliedFrame(message.getTimestampMs(), VectorMessage.vector(message.getVector()));
  }
}
