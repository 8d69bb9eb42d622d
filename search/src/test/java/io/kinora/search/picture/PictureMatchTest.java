package io.kinora.search.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.indexing.media.Miniature;
import io.kinora.indexing.media.MiniatureTrack;
import io.kinora.indexing.media.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Made films: some fixed shapes and one that moves, each of another seed. */
class PictureMatchTest {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int FRAMES = 20;

  @Test
  void a_part_of_a_frame_is_found_in_its_film_and_at_its_moment() {
    List<MiniatureTrack> films = List.of(track(1), track(2), track(3), track(4));
    Random random = new Random(5);
    int films1st = 0;
    int moments = 0;
    int asked = 40;
    for (int i = 0; i < asked; i++) {
      int film = random.nextInt(films.size());
      int frame = random.nextInt(FRAMES);
      int width = (int) (WIDTH * (0.6 + 0.4 * random.nextDouble()));
      int height = (int) (HEIGHT * (0.6 + 0.4 * random.nextDouble()));
      RgbImage part =
          part(
              frame(film + 1, frame),
              random.nextInt(WIDTH - width + 1),
              random.nextInt(HEIGHT - height + 1),
              width,
              height);
      PictureMatch match = new PictureMatch(Miniature.of(part, Miniature.LONGEST_SIDE));
      int best = -1;
      PictureMatch.Found found = null;
      for (int other = 0; other < films.size(); other++) {
        PictureMatch.Found here = match.in(films.get(other));
        if (here != null && (found == null || here.score() > found.score())) {
          found = here;
          best = other;
        }
      }
      films1st += best == film ? 1 : 0;
      boolean near =
          best == film && found != null && Math.abs(found.timestampMs() - frame * 500L) <= 1_000;
      moments += near ? 1 : 0;
    }
    assertThat(films1st).isGreaterThanOrEqualTo(asked * 9 / 10);
    assertThat(moments).isGreaterThanOrEqualTo(asked * 3 / 4);
  }

  @Test
  void where_nothing_moves_the_brightness_tells_the_moment() {
    RgbImage scene = frame(6, 0);
    List<MiniatureTrack.At> dawn = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      dawn.add(new MiniatureTrack.At(i * 500L, Miniature.of(lit(scene, 4 * i), 32)));
    }
    for (int i = 0; i < FRAMES; i++) {
      RgbImage part = part(lit(scene, 4 * i), 60, 20, 200, 130);
      PictureMatch match = new PictureMatch(Miniature.of(part, Miniature.LONGEST_SIDE));

      assertThat(match.in(new MiniatureTrack(dawn)).timestampMs()).isEqualTo(i * 500L);
    }
  }

  private static RgbImage lit(RgbImage scene, int more) {
    byte[] rgb = scene.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) ((rgb[i] & 0xff) / 2 + more);
    }
    return new RgbImage(WIDTH, HEIGHT, rgb);
  }

  @Test
  void a_plain_picture_is_found_nowhere() {
    byte[] grey = new byte[64 * 36];
    java.util.Arrays.fill(grey, (byte) 90);

    assertThat(new PictureMatch(new Miniature(64, grey)).in(track(1))).isNull();
  }

  @Test
  void any_shape_of_picture_and_frame_is_taken() {
    Random random = new Random(3);
    for (int[] shape : new int[][] {{1, 64}, {64, 1}, {1, 1}, {2, 3}, {64, 64}, {7, 50}}) {
      byte[] cells = new byte[shape[0] * shape[1]];
      random.nextBytes(cells);
      PictureMatch match = new PictureMatch(new Miniature(shape[0], cells));
      for (int[] other : new int[][] {{1, 32}, {32, 1}, {1, 1}, {32, 18}, {18, 32}}) {
        byte[] frame = new byte[other[0] * other[1]];
        random.nextBytes(frame);
        MiniatureTrack track =
            new MiniatureTrack(List.of(new MiniatureTrack.At(0, new Miniature(other[0], frame))));
        PictureMatch.Found found = match.in(track);
        assertThat(found == null || Math.abs(found.score()) <= 1).isTrue();
      }
    }
  }

  private static MiniatureTrack track(int seed) {
    List<MiniatureTrack.At> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      frames.add(new MiniatureTrack.At(i * 500L, Miniature.of(frame(seed, i), 32)));
    }
    return new MiniatureTrack(frames);
  }

  private static RgbImage frame(int seed, int number) {
    Random random = new Random(seed);
    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
    for (int shape = 0; shape < 14; shape++) {
      int x = random.nextInt(WIDTH);
      int y = random.nextInt(HEIGHT);
      int size = 20 + random.nextInt(70);
      int shade = random.nextInt(256);
      int speed = shape < 9 ? 0 : 4 + random.nextInt(12);
      fill(rgb, (x + speed * number) % WIDTH, y, size, shade);
    }
    return new RgbImage(WIDTH, HEIGHT, rgb);
  }

  private static void fill(byte[] rgb, int left, int top, int size, int shade) {
    for (int y = top; y < Math.min(HEIGHT, top + size); y++) {
      for (int x = left; x < Math.min(WIDTH, left + size); x++) {
        for (int c = 0; c < 3; c++) {
          rgb[(y * WIDTH + x) * 3 + c] = (byte) shade;
        }
      }
    }
  }

  private static RgbImage part(RgbImage of, int left, int top, int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      System.arraycopy(
          of.rgb(), ((top + y) * of.width() + left) * 3, rgb, y * width * 3, width * 3);
    }
    return new RgbImage(width, height, rgb);
  }
}
