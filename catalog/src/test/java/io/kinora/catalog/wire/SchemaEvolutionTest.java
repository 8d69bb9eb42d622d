package io.kinora.catalog.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.UnknownFieldSet;
import io.kinora.catalog.Derived;
import io.kinora.catalog.Embedding;
import io.kinora.catalog.Frame;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.SuppliedFrame;
import io.kinora.catalog.Track;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.wire.proto.VideoProto;
import io.kinora.catalog.wire.proto.VideoState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is in somebody's log must stay readable: by later versions, and by earlier ones. */
final class SchemaEvolutionTest {

  static final Video EXAMPLE =
      new Video(
          "example",
          42,
          new VideoMetadata(
              "Title",
              "Description",
              "channel",
              List.of("one", "two"),
              "en",
              Instant.parse("2026-01-02T03:04:05.678Z"),
              12.5,
              "category",
              "transcript",
              1_000_000_000_000L,
              7,
              "CC0",
              new Vector(new float[] {0.25f, -1}),
              new Vector(new float[] {3}),
              List.of(new SuppliedFrame(40, new Vector(new float[] {1, 2, 3})))),
          new Derived(
              new MediaFile(
                  "media/key",
                  123_456_789_000L,
                  new MediaFile.Details("mov", "h264", 1920, 1080, 60_000, 29.97, true)),
              List.of(new Frame(0, "thumb/0", -1L), new Frame(1_000, null, null)),
              "pixels/key",
              List.of(Embedding.ofText("text-model", new Vector(new float[] {0.1f, 0.2f}))),
              List.of(
                  new Embedding(
                      "sight-model",
                      new Vector(new float[] {0.3f}),
                      List.of(new Vector(new float[] {0.5f}), new Vector(new float[] {0.6f})))),
              "oldest",
              new Track(new byte[] {1, 2, 3})),
          Instant.parse("2026-02-03T04:05:06.789Z"),
          Instant.parse("2026-02-03T04:05:07Z"),
          false);

  /** The one encoder's vectors of before: {@code text_encoder} to {@code video_vector}. */
  private static final int NO_LONGER_WRITTEN = 4;

  @Test
  void the_bytes_of_the_first_version_are_read_for_ever() throws IOException {
    Derived found = EXAMPLE.derived();
    Video then =
        new Video(
            EXAMPLE.id(),
            EXAMPLE.version(),
            EXAMPLE.metadata(),
            new Derived(
                found.media(),
                found.frames(),
                found.pixels(),
                found.texts(),
                List.of(), // its second frame has no vector there, so it was not embedded whole
                null,
                null),
            EXAMPLE.createdAt(),
            EXAMPLE.updatedAt(),
            false);
    assertThat(VideoCodec.decode(resource("video-state-1.bin"))).isEqualTo(then);
  }

  @Test
  void fields_of_a_later_version_are_passed_over() throws IOException {
    UnknownFieldSet later =
        UnknownFieldSet.newBuilder()
            .addField(
                1_000,
                UnknownFieldSet.Field.newBuilder()
                    .addVarint(7)
                    .addLengthDelimited(ByteString.copyFromUtf8("news"))
                    .addFixed64(1)
                    .build())
            .build();
    VideoState now = VideoState.parseFrom(VideoCodec.encode(EXAMPLE));
    VideoState.Builder then = now.toBuilder().setUnknownFields(later);
    then.getMetadataBuilder().setUnknownFields(later);
    then.getMetadataBuilder().getTextVectorBuilder().setUnknownFields(later);
    then.getDerivedBuilder().setUnknownFields(later);
    then.getDerivedBuilder().getMediaBuilder().setUnknownFields(later);
    then.getDerivedBuilder().getMediaBuilder().getDetailsBuilder().setUnknownFields(later);
    then.getDerivedBuilder().getFramesBuilder(0).setUnknownFields(later);

    assertThat(VideoCodec.decode(then.build().toByteArray())).isEqualTo(EXAMPLE);
  }

  @Test
  void the_example_leaves_no_field_unset() throws IOException {
    VideoState state = VideoState.parseFrom(VideoCodec.encode(EXAMPLE));
    assertThat(state.getAllFields().keySet())
        .hasSize(state.getDescriptorForType().getFields().size() - 1); // all but `deleted`
    assertThat(state.getMetadata().getAllFields().keySet())
        .hasSameSizeAs(state.getMetadata().getDescriptorForType().getFields());
    assertThat(state.getDerived().getAllFields().keySet())
        .hasSize(state.getDerived().getDescriptorForType().getFields().size() - NO_LONGER_WRITTEN);
    assertThat(state.getDerived().getMedia().getDetails().getAllFields().keySet())
        .hasSameSizeAs(
            state.getDerived().getMedia().getDetails().getDescriptorForType().getFields());
  }

  /** A new field is a new line in the list; a line that is there never changes. */
  @Test
  void every_field_keeps_its_number_and_type() throws IOException {
    List<String> listed =
        new String(resource("video-fields.txt"), StandardCharsets.UTF_8).lines().toList();
    assertThat(fields()).containsExactlyElementsOf(listed);
  }

  static List<String> fields() {
    return VideoProto.getDescriptor().getMessageTypes().stream()
        .flatMap(SchemaEvolutionTest::fields)
        .toList();
  }

  private static java.util.stream.Stream<String> fields(Descriptor message) {
    return message.getFields().stream()
        .map(
            field ->
                "%s.%s = %d %s%s"
                    .formatted(
                        message.getName(),
                        field.getName(),
                        field.getNumber(),
                        field.isRepeated() ? "repeated " : "",
                        field.getType()));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = SchemaEvolutionTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
