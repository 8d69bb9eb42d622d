package io.kinora.indexing.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class AlignmentTest {

  private static final double SECONDS = 24;

  @Test
  void a_video_is_a_copy_of_itself() {
    Fingerprint print = new Films(1, SECONDS).whole();

    Alignment alignment = Alignment.of(print, print);

    assertThat(alignment.score()).isCloseTo(1, within(1e-9));
    assertThat(alignment.speed()).isCloseTo(1, within(0.02));
    assertThat(alignment.mirrored()).isFalse();
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void a_part_played_faster_or_slower_is_found_with_its_place_and_speed(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0, max = 0.2) double cutBefore,
      @ForAll @DoubleRange(min = 0, max = 0.2) double cutAfter,
      @ForAll @DoubleRange(min = 0.8, max = 1.25) double speed) {
    Films film = new Films(seed, SECONDS);
    double from = cutBefore * SECONDS;
    double to = (1 - cutAfter) * SECONDS;
    Fingerprint part = film.copy(from, to, speed, 25, film::coarse);

    Alignment alignment = Alignment.of(part, film.whole());

    assertThat(alignment.isCopy()).as("score %.3f", alignment.score()).isTrue();
    assertThat(alignment.speed()).isCloseTo(speed, within(0.06));
    // Where the middle of the part lies, since an error of the speed moves both ends.
    double middle = 500 * (to - from) / speed;
    assertThat(alignment.speed() * middle + alignment.offsetMs())
        .isCloseTo(1000 * (from + to) / 2, within(500.0));
  }

  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void mirrored_and_letterboxed_copies_are_found(@ForAll long seed) {
    Films film = new Films(seed, SECONDS);
    Fingerprint whole = film.whole();

    Alignment mirrored = Alignment.of(whole, film.copy(0, SECONDS, 1, 20, Films::mirrored));
    assertThat(mirrored.score()).isGreaterThan(0.9);
    assertThat(mirrored.mirrored()).isTrue();
    assertThat(
            Alignment.of(
                    whole, film.copy(0, SECONDS, 1, 30, image -> Films.letterboxed(image, 0.25)))
                .score())
        .isGreaterThan(0.7);
    assertThat(
            Alignment.of(
                    whole,
                    film.copy(2, SECONDS, 1.1, 24, i -> Films.letterboxed(Films.mirrored(i), 0.2)))
                .isCopy())
        .isTrue();
  }

  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void other_videos_are_no_copies(@ForAll long seed) {
    Fingerprint one = new Films(seed, SECONDS).whole();

    assertThat(Alignment.of(one, new Films(seed + 1, SECONDS).whole()).isCopy()).isFalse();
    assertThat(Alignment.of(Films.noise(seed, 100), Films.noise(seed + 1, 250)).score()).isZero();
  }

  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void the_score_does_not_depend_on_which_comes_first(@ForAll long seed) {
    Films film = new Films(seed, SECONDS);
    Fingerprint one = film.copy(3, SECONDS, 1.1, 25, film::coarse);
    Fingerprint other = film.copy(0, 20, 0.9, 25, Films::mirrored);

    assertThat(Alignment.of(one, other).score())
        .isCloseTo(Alignment.of(other, one).score(), within(0.1));
  }

  @Test
  void a_short_excerpt_is_no_copy_of_the_whole() {
    Films film = new Films(7, 60);

    assertThat(Alignment.of(film.whole(), film.copy(20, 32, 1, 24, image -> image)).isCopy())
        .isFalse();
  }

  @Test
  void parts_that_share_nothing_are_no_copies_of_one_another() {
    Films film = new Films(8, 60);
    Fingerprint first = film.copy(0, 30, 1, 24, image -> image);
    Fingerprint second = film.copy(30, 60, 1, 24, image -> image);

    assertThat(Alignment.of(first, second).isCopy()).isFalse();
  }

  @Test
  void what_shows_nothing_is_a_copy_of_nothing() {
    GrayImage black = new GrayImage(Films.SIDE, Films.SIDE, new byte[Films.SIDE * Films.SIDE]);
    Fingerprint dark = new Films(9, SECONDS).copy(0, SECONDS, 1, 24, image -> black);

    assertThat(dark.isEmpty()).isTrue();
    assertThat(Alignment.of(dark, dark).score()).isZero();
  }

  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void a_copy_shares_terms_with_what_is_looked_up(@ForAll long seed) {
    Films film = new Films(seed, SECONDS);
    Set<Integer> terms = Arrays.stream(film.whole().terms()).boxed().collect(Collectors.toSet());

    for (Fingerprint copy :
        List.of(
            film.copy(3, 20, 1.2, 24, film::coarse),
            film.copy(0, SECONDS, 1, 24, Films::mirrored),
            film.copy(0, SECONDS, 0.9, 24, image -> Films.letterboxed(image, 0.25)))) {
      assertThat(Arrays.stream(copy.lookups()).boxed()).anyMatch(terms::contains);
    }
  }
}
