package io.kinora.catalog.wire;

import com.google.protobuf.ByteString;
import io.kinora.catalog.Embedding;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.Track;
import io.kinora.catalog.wire.proto.Derived;
import io.kinora.catalog.wire.proto.Frame;
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
    derived.texts().forEach(made -> message.addTexts(embedding(made)));
    derived.sights().forEach(made -> message.addSights(embedding(made)));
    if (derived.group() != null) {
      message.setGroup(derived.group());
    }
    if (derived.track() != null) {
      message.setTrack(ByteString.copyFrom(derived.track().bytes()));
    }
    return message.build();
  }

  static io.kinora.catalog.Derived derived(Derived message) {
    List<io.kinora.catalog.Frame> frames =
        message.getFramesList().stream().map(DerivedMessage::frame).toList();
    return new io.kinora.catalog.Derived(
        message.hasMedia() ? media(message.getMedia()) : null,
        frames,
        message.hasPixels() ? message.getPixels() : null,
        texts(message),
        sights(message),
        message.hasGroup() ? message.getGroup() : null,
        message.hasTrack() ? new Track(message.getTrack().toByteArray()) : null);
  }

  private static io.kinora.catalog.wire.proto.Embedding embedding(Embedding made) {
    var message =
        io.kinora.catalog.wire.proto.Embedding.newBuilder()
            .setEncoder(made.encoder())
            .setWhole(VectorMessage.of(made.whole()));
    made.frames().forEach(vector -> message.addFrames(VectorMessage.of(vector)));
    return message.build();
  }

  private static Embedding embedding(io.kinora.catalog.wire.proto.Embedding message) {
    return new Embedding(
        message.getEncoder(),
        VectorMessage.vector(message.getWhole()),
        message.getFramesList().stream().map(VectorMessage::vector).toList());
  }

  private static List<Embedding> texts(Derived message) {
    if (message.hasTextEncoder() && message.hasTextVector()) { // written by an older version
      return List.of(
          Embedding.ofText(
              message.getTextEncoder(), VectorMessage.vector(message.getTextVector())));
    }
    return message.getTextsList().stream().map(DerivedMessage::embedding).toList();
  }

  private static List<Embedding> sights(Derived message) {
    boolean older = message.hasSightEncoder() && message.hasVideoVector();
    if (older && message.getFramesList().stream().allMatch(Frame::hasVector)) {
      return List.of(
          new Embedding(
              message.getSightEncoder(),
              VectorMessage.vector(message.getVideoVector()),
              message.getFramesList().stream()
                  .map(frame -> VectorMessage.vector(frame.getVector()))
                  .toList()));
    }
    return message.getSightsList().stream().map(DerivedMessage::embedding).toList();
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

  private static Frame frame(io.kinora.catalog.Frame frame) {
    var message = Frame.newBuilder().setTimestampMs(frame.timestampMs());
    if (frame.thumbnail() != null) {
      message.setThumbnail(frame.thumbnail());
    }
    if (frame.perceptualHash() != null) {
      message.setPerceptualHash(frame.perceptualHash());
    }
    return message.build();
  }

  private static io.kinora.catalog.Frame frame(Frame message) {
    @Nullable String thumbnail = message.hasThumbnail() ? message.getThumbnail() : null;
    @Nullable Long hash = message.hasPerceptualHash() ? message.getPerceptualHash() : null;
    return new io.kinora.catalog.Frame(message.getTimestampMs(), thumbnail, hash);
  }
}
