package io.kinora.search.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VideoVectorsTest {

  private static final byte[] EAST = {127, 0};
  private static final byte[] NORTH = {0, 127};
  private static final byte[] NORTH_EAST = {90, 90};

  @Test
  void videos_are_as_alike_as_their_vectors_on_average() {
    VideoVectors a = new VideoVectors("a", EAST, EAST);
    VideoVectors b = new VideoVectors("b", NORTH, EAST);
    VideoVectors c = new VideoVectors("c", NORTH_EAST, null);

    assertThat(a.similarity(a)).isEqualTo(1);
    assertThat(a.similarity(b)).isEqualTo(0.5);
    assertThat(a.similarity(c)).isCloseTo(Math.sqrt(0.5), within(0.01));
  }

  @Test
  void videos_without_a_space_in_common_are_not_alike() {
    VideoVectors text = new VideoVectors("a", EAST, null);
    VideoVectors sight = new VideoVectors("b", null, EAST);

    assertThat(text.similarity(sight)).isZero();
  }
}
