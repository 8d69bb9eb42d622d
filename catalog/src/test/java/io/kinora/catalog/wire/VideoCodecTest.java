package io.kinora.catalog.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Embedding;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class VideoCodecTest {

  @Property(tries = 300)
  void a_video_comes_back_as_it_went(@ForAll("videos") Video video) {
    assertThat(VideoCodec.decode(VideoCodec.encode(video))).isEqualTo(video);
  }

  @Property(tries = 200)
  void what_was_derived_comes_back_as_it_went(@ForAll("derived") Derived derived) {
    assertThat(VideoCodec.decodeDerived(VideoCodec.encodeDerived(derived))).isEqualTo(derived);
  }

  @Property(tries = 200)
  void a_publishers_vectors_come_back_and_nothing_else(@ForAll("metadata") VideoMetadata said) {
    byte[] supplied = VideoCodec.encodeSupplied(said);
    VideoMetadata back = VideoCodec.withSupplied(VideoMetadata.titled("other"), supplied);
    assertThat(back.title()).isEqualTo("other");
    assertThat(back.textVector()).isEqualTo(said.textVector());
    assertThat(back.videoVector()).isEqualTo(said.videoVector());
    assertThat(back.frames()).isEqualTo(said.frames());
  }

  @Test
  void without_vectors_of_its_own_a_video_supplies_nothing() {
    assertThat(VideoCodec.encodeSupplied(VideoMetadata.titled("t"))).isNull();
  }

  @Test
  void a_vector_takes_four_bytes_a_number() {
    Vector vector = new Vector(new float[384]);
    Derived derived = Derived.NOTHING.withText(Embedding.ofText("e", vector));
    assertThat(VideoCodec.encodeDerived(derived)).hasSizeLessThan(384 * 4 + 20);
  }

  @Test
  void times_are_kept_to_the_millisecond() {
    Instant exact = Instant.parse("2026-01-01T00:00:00.123456Z");
    Video video =
        new Video("v", 1, VideoMetadata.titled("t"), Derived.NOTHING, exact, exact, false);
    assertThat(VideoCodec.decode(VideoCodec.encode(video)).createdAt())
        .isEqualTo("2026-01-01T00:00:00.123Z");
  }

  @Test
  void bytes_that_are_no_video_are_refused() {
    Video video =
        new Video(
            "v",
            1,
            VideoMetadata.titled("t"),
            Derived.NOTHING,
            Instant.EPOCH,
            Instant.EPOCH,
            false);
    byte[] whole = VideoCodec.encode(video);
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);
    for (byte[] bytes : List.of(cut, new byte[] {-1, -1, -1})) {
      assertThatThrownBy(() -> VideoCodec.decode(bytes))
          .isInstanceOf(MalformedStateException.class);
    }
    assertThatThrownBy(() -> VideoCodec.decodeDerived(new byte[] {10, 99}))
        .isInstanceOf(MalformedStateException.class);
    assertThatThrownBy(() -> VideoCodec.withSupplied(VideoMetadata.titled("t"), new byte[] {10}))
        .isInstanceOf(MalformedStateException.class);
  }

  @Provide
  Arbitrary<Video> videos() {
    return Videos.any();
  }

  @Provide
  Arbitrary<Derived> derived() {
    return Videos.derived();
  }

  @Provide
  Arbitrary<VideoMetadata> metadata() {
    return Videos.metadata();
  }
}
