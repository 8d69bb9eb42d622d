package io.kinora.catalog.wire;

import com.google.protobuf.ByteString;
import io.kinora.catalog.Frame;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.Track;
import io.kinora.catalog.wire.proto.Derived;
import io.kinora.catalog.wire.proto.Media;
import io.kinora.catalog.wire.proto.MediaDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the system found out about a video, as a message. */
final class DerivedMessage {

  private DerivedMessage() {}

  static Derived of(io.kinora.catalog.Derived derived) {
    Derived.Builder message = Derived.newBuilder();
    if (derived.media() != null) {
      message.setMedia(media(derived.media()));
    }
    derived.frames().forEach(frame -> message.addFrames(frame(frame)));
    if (derived.pixels() != null) {
      message.setPixels(derived.pixels());
    }
    if (derived.textEncoder() != null) {
      message.setTextEncoder(derived.textEncoder());
    }
    if (derived.textVector() != null) {
      message.setTextVector(VectorMessage.of(derived.textVector()));
    }
    if (derived.sightEncoder() != null) {
      message.setSightEncoder(derived.sightEncoder());
    }
    if (derived.videoVector() != null) {
      message.setVideoVector(VectorMessage.of(derived.videoVector()));
    }
    if (derived.group() != null) {
      message.setGroup(derived.group());
    }
    if (derived.track() != null) {
      message.setTrack(ByteString.copyFrom(derived.track().bytes()));
    }
    return message.build();
  }

  static io.kinora.catalog.Derived derived(Derived message) {
    List<Frame> frames = message.getFramesList().stream().map(DerivedMessage::frame).toList();
    return new io.kinora.catalog.Derived(
        message.hasMedia() ? media(message.getMedia()) : null,
        frames,
        message.hasPixels() ? message.getPixels() : null,
        message.hasTextEncoder() ? message.getTextEncoder() : null,
        message.hasTextVector() ? VectorMessage.vector(message.getTextVector()) : null,
        message.hasSightEncoder() ? message.getSightEncoder() : null,
        message.hasVideoVector() ? VectorMessage.vector(message.getVideoVector()) : null,
        message.hasGroup() ? message.getGroup() : null,
        message.hasTrack() ? new Track(message.getTrack().toByteArray()) : null);
  }

  private static Media media(MediaFile file) {
    Media.Builder message = Media.newBuilder().setKey(file.key()).setBytes(file.bytes());
    MediaFile.Details details = file.details();
    if (details != null) {
      message.setDetails(
          MediaDetails.newBuilder()
              .setContainer(details.container())
              .setCodec(details.codec())
              .setWidth(details.width())
              .setHeight(details.height())
              .setDurationMs(details.durationMs())
              .setFramesPerSecond(details.framesPerSecond())
              .setHasAudio(details.hasAudio()));
    }
    return message.build();
  }

  private static MediaFile media(Media message) {
    return new MediaFile(
        message.getKey(),
        message.getBytes(),
        message.hasDetails() ? details(message.getDetails()) : null);
  }

  private static MediaFile.Details details(MediaDetails message) {
    return new MediaFile.Details(
        message.getContainer(),
        message.getCodec(),
        message.getWidth(),
        message.getHeight(),
        message.getDurationMs(),
        message.getFramesPerSecond(),
        message.getHasAudio());
  }

  private static io.kinora.catalog.wire.proto.Frame frame(Frame frame) {
    var message =
        io.kinora.catalog.wire.proto.Frame.newBuilder().setTimestampMs(frame.timestampMs());
    if (frame.thumbnail() != null) {
      message.setThumbnail(frame.thumbnail());
    }
    if (frame.perceptualHash() != null) {
      message.setPerceptualHash(frame.perceptualHash());
    }
    if (frame.vector() != null) {
      message.setVector(VectorMessage.of(frame.vector()));
    }
    return message.build();
  }

  private static Frame frame(io.kinora.catalog.wire.proto.Frame message) {
    @Nullable String thumbnail = message.hasThumbnail() ? message.getThumbnail() : null;
    @Nullable Long hash = message.hasPerceptualHash() ? message.getPerceptualHash() : null;
    return new Frame(
        message.getTimestampMs(),
        thumbnail,
        hash,
        message.hasVector() ? VectorMessage.vector(message.getVector()) : null);
  }
}
