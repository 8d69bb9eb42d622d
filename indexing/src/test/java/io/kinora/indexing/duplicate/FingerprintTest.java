package io.kinora.indexing.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.indexing.duplicate.Fingerprint.Sample;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

final class FingerprintTest {

  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void it_is_read_as_it_was_written(@ForAll long seed) {
    Fingerprint print = Films.noise(seed, 40);

    assertThat(Fingerprint.read(print.toBytes())).isEqualTo(print);
    assertThatThrownBy(() -> Fingerprint.read(new byte[9]))
        .hasMessage("not a fingerprint: 9 bytes");
  }

  @Property(tries = 10, shrinking = ShrinkingMode.OFF)
  void the_hash_of_a_mirror_image_is_known_without_it(@ForAll long seed) {
    GrayImage image = new Films(seed, 4).at(1);
    FrameHash hash = FrameHash.of(image, Box.whole(image));
    GrayImage mirror = Films.mirrored(image);

    assertThat(hash.mirrored().distance(FrameHash.of(mirror, Box.whole(mirror))))
        .isLessThanOrEqualTo(4);
    assertThat(hash.mirrored().mirrored()).isEqualTo(hash);
  }

  @Test
  void bands_are_the_corners_of_low_frequencies() {
    FrameHash hash = new FrameHash(0xABCD_1234_5678_9EF0L, 0x1111_2222_3333_4444L, 0, 0);

    assertThat(hash.band(0)).isEqualTo(0xAB12);
    assertThat(hash.band(1)).isEqualTo(0x569E);
    assertThat(hash.band(2)).isEqualTo(0x1122);
    assertThat(hash.band(3)).isEqualTo(0x3344);
  }

  @Test
  void bars_are_cut_and_a_dark_picture_is_not() {
    GrayImage picture = new Films(3, 4).at(0);
    GrayImage boxed = Films.letterboxed(picture, 0.25);

    Box box = Box.insideBars(List.of(boxed, boxed));

    assertThat(box.top()).isBetween(16, 18);
    assertThat(box.bottom()).isBetween(110, 112);
    assertThat(box.left()).isZero();
    assertThat(box.right()).isEqualTo(128);
    GrayImage black = new GrayImage(128, 128, new byte[128 * 128]);
    assertThat(Box.insideBars(List.of(black))).isEqualTo(Box.whole(black));
  }

  @Test
  void samples_stay_bounded_however_long_it_runs() {
    FrameSampler sampler = new FrameSampler(0);
    Films film = new Films(4, 8);
    GrayImage one = film.at(1);
    for (long position = 0; position < 3_600_000; position += 40) {
      if (sampler.wants(position)) {
        sampler.take(position, one);
      }
    }

    List<Sample> samples = sampler.fingerprint().samples();
    assertThat(samples).hasSizeBetween(Fingerprint.MOST / 2, Fingerprint.MOST);
    assertThat(samples.getLast().timestampMs()).isGreaterThan(3_500_000);
  }

  @Test
  void terms_and_lookups_are_bounded() {
    Fingerprint print = Films.noise(5, Fingerprint.MOST);

    assertThat(print.terms()).hasSizeLessThanOrEqualTo(256).doesNotHaveDuplicates();
    assertThat(print.lookups()).hasSizeLessThanOrEqualTo(1_024).doesNotHaveDuplicates();
  }
}
