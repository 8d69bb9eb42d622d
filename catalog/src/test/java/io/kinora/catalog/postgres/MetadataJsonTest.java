package io.kinora.catalog.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.wire.VideoCodec;
import io.kinora.catalog.wire.Videos;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class MetadataJsonTest {

  @Property(tries = 200)
  void json_and_vectors_together_lose_nothing(@ForAll("metadata") VideoMetadata metadata) {
    VideoMetadata words = MetadataJson.read(MetadataJson.write(metadata));
    assertThat(VideoCodec.withSupplied(words, VideoCodec.encodeSupplied(metadata)))
        .isEqualTo(metadata);
  }

  @Test
  void what_is_empty_takes_no_room() {
    assertThat(MetadataJson.write(VideoMetadata.titled("t")))
        .isEqualTo("{\"title\":\"t\",\"views\":0,\"likes\":0}");
  }

  @Test
  void fields_of_a_later_version_are_passed_over() {
    assertThat(MetadataJson.read("{\"title\":\"t\",\"mood\":\"good\"}"))
        .isEqualTo(VideoMetadata.titled("t"));
  }

  @Provide
  Arbitrary<VideoMetadata> metadata() {
    return Videos.metadata();
  }
}
