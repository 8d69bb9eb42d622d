package io.kinora.indexing.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameReaderTest {

  private static final int SCENE = 25;

  @TempDir Path folder;

  @Test
  void every_frame_is_looked_at_where_each_is_needed_by_the_next() throws Exception {
    Path film = TestMedia.scenes(folder.resolve("film.mp4"), 1, 2);

    assertThat(positions(film)).hasSize(2 * TestMedia.RATE);
  }

  @Test
  void frames_that_no_other_needs_are_left_out_where_the_rest_lies_close() throws Exception {
    Path film = film("film.mp4", "mpeg4", 2, 25, 100);

    assertThat(positions(film)).hasSizeBetween(30, 40).startsWith(0L);
    assertGaps(positions(film), 130);
  }

  @Test
  void they_are_not_left_out_where_that_would_leave_gaps() throws Exception {
    assertThat(positions(film("slow.mp4", "mpeg4", 2, 10, 60))).hasSize(60);
    // Every third at 12 a second is 250 ms: told by the first gap, which costs two frames.
    assertThat(positions(film("gaps.mp4", "mpeg4", 2, 12, 60))).hasSizeBetween(54, 60);
  }

  @Test
  void of_frames_that_are_all_complete_ten_a_second_are_looked_at() throws Exception {
    Path film = film("film.avi", "mjpeg", 0, 50, 200);

    assertThat(positions(film)).hasSizeBetween(38, 42).startsWith(0L);
    assertGaps(positions(film), 130);
  }

  @Test
  void cuts_are_seen_to_a_tenth_of_a_second_whatever_is_left_out() throws Exception {
    for (Path film :
        List.of(film("b.mp4", "mpeg4", 2, 25, 100), film("each.avi", "mjpeg", 0, 25, 100))) {
      List<Long> times =
          new MediaDecoder(MediaLimits.DEFAULT)
              .decode(film, percent -> {}).keyFrames().stream().map(KeyFrame::timestampMs).toList();
      for (long cut = 0; cut < 4_000; cut += 1_000) {
        long at = cut;
        assertThat(times)
            .as("%s: a key frame soon after %d ms", film, at)
            .anyMatch(time -> time >= at && time <= at + 120);
      }
    }
  }

  /** Four scenes, or as many as fit; each of one brightness. */
  private Path film(String name, String codec, int between, int rate, int frames) throws Exception {
    int[] shades = {60, 200, 100, 230};
    return PlainEncoder.film(
        folder.resolve(name), codec, between, rate, frames, i -> shades[i / SCENE % 4]);
  }

  private static List<Long> positions(Path film) throws Exception {
    List<Long> positions = new ArrayList<>();
    try (DecodeWatch watch = DecodeWatch.start(MediaLimits.DEFAULT.maxDecodeTime());
        MediaSource source = MediaSource.open(film, MediaLimits.DEFAULT, watch);
        FrameReader reader = FrameReader.open(source, MediaLimits.DEFAULT)) {
      while (reader.next()) {
        positions.add(reader.positionMs());
      }
    }
    return positions;
  }

  private static void assertGaps(List<Long> positions, long longest) {
    for (int i = 1; i < positions.size(); i++) {
      assertThat(positions.get(i) - positions.get(i - 1)).isBetween(1L, longest);
    }
  }
}
