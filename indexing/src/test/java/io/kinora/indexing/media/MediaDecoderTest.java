package io.kinora.indexing.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.catalog.MediaFile;
import java.awt.Color;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaDecoderTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void each_scene_has_a_key_frame_and_the_file_is_described() throws Exception {
    Path file = TestMedia.scenes(folder.resolve("clip.mp4"), 4, 3);

    DecodedMedia media = decode(file);

    MediaFile.Details details = media.details();
    assertThat(details.container()).contains("mp4");
    assertThat(details.codec()).isEqualTo("h264");
    assertThat(details.width()).isEqualTo(TestMedia.WIDTH);
    assertThat(details.height()).isEqualTo(TestMedia.HEIGHT);
    assertThat(details.durationMs()).isEqualTo(12_000);
    assertThat(details.framesPerSecond()).isCloseTo(10, within(0.01));
    assertThat(details.hasAudio()).isFalse();
    assertThat(times(media)).contains(0L, 3_000L, 6_000L, 9_000L).isSorted().hasSizeBetween(4, 8);
    for (int scene = 0; scene < 4; scene++) {
      RgbImage expected = Pictures.rgb(TestMedia.scene(scene, scene * 30));
      assertThat(difference(imageAt(media, scene * 3_000L), expected)).isLessThan(8);
    }
  }

  @Test
  void progress_rises_to_a_hundred() throws Exception {
    Path file = TestMedia.scenes(folder.resolve("clip.mp4"), 2, 2);
    List<Integer> told = new ArrayList<>();

    new MediaDecoder(MediaLimits.DEFAULT).decode(file, told::add);

    assertThat(told).isSorted().doesNotHaveDuplicates().startsWith(0).endsWith(100);
    assertThat(told.size()).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 180, 270})
  void a_turned_video_comes_out_upright(int degrees) throws Exception {
    Path file = folder.resolve("turned.mp4");
    Encoding encoding =
        Encoding.of(TestMedia.WIDTH, TestMedia.HEIGHT, TestMedia.RATE).turned(degrees);
    RgbImage stored = TestMedia.filled(TestMedia.WIDTH, TestMedia.HEIGHT, new Color(20, 20, 200));
    // A red mark in the upper left corner goes round with the picture.
    for (int y = 0; y < 24; y++) {
      for (int x = 0; x < 24; x++) {
        stored.rgb()[(y * TestMedia.WIDTH + x) * 3] = (byte) 220;
        stored.rgb()[(y * TestMedia.WIDTH + x) * 3 + 2] = 0;
      }
    }
    try (MediaWriter writer = MediaWriter.open(file, encoding)) {
      for (int i = 0; i < 5; i++) {
        writer.add(stored);
      }
    }

    DecodedMedia media = decode(file);

    RgbImage shown = media.keyFrames().getFirst().image();
    boolean upended = degrees != 180;
    assertThat(shown.width()).isEqualTo(upended ? TestMedia.HEIGHT : TestMedia.WIDTH);
    assertThat(shown.height()).isEqualTo(upended ? TestMedia.WIDTH : TestMedia.HEIGHT);
    assertThat(media.details().width()).isEqualTo(shown.width());
    assertThat(media.details().height()).isEqualTo(shown.height());
    boolean right = degrees == 90 || degrees == 180;
    boolean bottom = degrees == 180 || degrees == 270;
    assertThat(corners(shown)).containsExactly(corner(right, bottom));
  }

  @Test
  void times_of_a_variable_frame_rate_are_the_frames_own() throws Exception {
    Path file = folder.resolve("vfr.mp4");
    long[] times = {0, 40, 80, 5_000, 5_040, 20_000, 20_100, 31_000};
    int[] scenes = {0, 0, 0, 1, 1, 2, 2, 3};
    try (MediaWriter writer =
        MediaWriter.open(file, TestMedia.WIDTH, TestMedia.HEIGHT, TestMedia.RATE)) {
      for (int i = 0; i < times.length; i++) {
        writer.add(Pictures.rgb(TestMedia.scene(scenes[i], i)), times[i]);
      }
    }

    assertThat(times(decode(file))).containsExactly(0L, 5_000L, 20_000L, 31_000L);
  }

  @Test
  void large_frames_are_shrunk_and_small_ones_are_left() throws Exception {
    Path file = folder.resolve("large.mp4");
    try (MediaWriter writer = MediaWriter.open(file, 1280, 720, 10)) {
      writer.add(TestMedia.blobs(1280, 720, 3));
    }

    DecodedMedia media = decode(file);

    assertThat(media.details().width()).isEqualTo(1280);
    RgbImage kept = media.keyFrames().getFirst().image();
    assertThat(kept.width()).isEqualTo(640);
    assertThat(kept.height()).isEqualTo(360);
    RgbImage expected = Resize.area(TestMedia.blobs(1280, 720, 3), 640, 360);
    assertThat(difference(kept, expected)).isLessThan(6);
  }

  @Test
  void a_black_start_is_passed_over_and_a_video_all_black_still_has_a_frame() throws Exception {
    Path fromBlack = folder.resolve("from-black.mp4");
    RgbImage black = TestMedia.filled(TestMedia.WIDTH, TestMedia.HEIGHT, Color.BLACK);
    try (MediaWriter writer =
        MediaWriter.open(fromBlack, TestMedia.WIDTH, TestMedia.HEIGHT, TestMedia.RATE)) {
      for (int i = 0; i < 10; i++) {
        writer.add(black);
      }
      for (int i = 0; i < 10; i++) {
        writer.add(TestMedia.scene(1, i));
      }
    }
    Path night = folder.resolve("night.mp4");
    try (MediaWriter writer =
        MediaWriter.open(night, TestMedia.WIDTH, TestMedia.HEIGHT, TestMedia.RATE)) {
      writer.add(black);
      writer.add(black);
    }

    assertThat(times(decode(fromBlack))).startsWith(1_000L);
    assertThat(times(decode(night))).containsExactly(0L);
  }

  @Test
  void however_many_scenes_there_are_the_key_frames_stay_within_their_number() throws Exception {
    Path file = TestMedia.scenes(folder.resolve("busy.mp4"), 40, 1);
    MediaLimits few = TestMedia.limits(10, MINUTE, 1_000_000);

    DecodedMedia media = new MediaDecoder(few).decode(file, percent -> {});

    assertThat(times(media)).hasSize(10).isSorted().doesNotHaveDuplicates();
    assertThat(times(media).getFirst()).isZero();
    assertThat(times(media).getLast()).isGreaterThan(30_000);
  }

  @Test
  void ten_hours_are_sampled_from_beginning_to_end() throws Exception {
    Path file = folder.resolve("long.mp4");
    Encoding encoding = Encoding.of(64, 48, 1).withKeyFrameEvery(5);
    long end = Duration.ofHours(10).toMillis();
    int frames = 1_200;
    try (MediaWriter writer = MediaWriter.open(file, encoding)) {
      for (int i = 0; i < frames; i++) {
        writer.add(Pictures.rgb(TestMedia.scene(64, 48, i / 300, i)), end / frames * i);
      }
    }

    DecodedMedia media = decode(file);

    assertThat(media.details().durationMs()).isCloseTo(end, within(60_000L));
    assertThat(media.keyFrames()).hasSizeBetween(20, 64);
    assertThat(times(media)).isSorted();
    assertThat(times(media).getFirst()).isZero();
    assertThat(times(media).getLast()).isGreaterThan(end * 9 / 10);
  }

  @Test
  void a_long_video_with_a_single_point_of_entry_is_decoded_nevertheless() throws Exception {
    Path file = folder.resolve("one-gop.mp4");
    Encoding encoding = Encoding.of(64, 48, 1).withKeyFrameEvery(100_000);
    try (MediaWriter writer = MediaWriter.open(file, encoding)) {
      for (int i = 0; i < 300; i++) {
        writer.add(TestMedia.scene(64, 48, 0, i));
      }
    }
    assertThat(times(decode(file)).size()).isGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource({"clip.txt", "clip", "clip.m3u8", "clip.jpg", "clip.mp3"})
  void the_name_of_a_file_means_nothing(String name) throws Exception {
    assertThat(decode(TestMedia.scenes(folder.resolve(name), 1, 1)).keyFrames()).isNotEmpty();
  }

  @Test
  void a_file_with_most_of_its_pictures_is_used_as_far_as_it_goes() throws Exception {
    Path file = TestMedia.scenes(folder.resolve("clip.mp4"), 3, 2);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length * 3 / 4));

    DecodedMedia media = decode(file);

    assertThat(media.keyFrames()).isNotEmpty();
    assertThat(times(media).getLast()).isLessThan(6_000);
  }

  @Test
  void a_file_cut_off_at_any_point_ends_in_a_result_or_a_sentence() throws Exception {
    Path file = TestMedia.scenes(folder.resolve("clip.mp4"), 2, 2);
    byte[] whole = Files.readAllBytes(file);
    for (int tenth = 1; tenth < 10; tenth++) {
      Files.write(file, Arrays.copyOf(whole, whole.length * tenth / 10));
      try {
        assertThat(decode(file).keyFrames()).isNotEmpty();
      } catch (UnusableMediaException unusable) {
        assertThat(unusable).hasMessageMatching("[a-z].{10,}");
      }
    }
  }

  @Test
  void an_mp4_that_was_never_finished_is_said_to_be_so() throws Exception {
    Path file = folder.resolve("unfinished.mp4");
    byte[] whole = Files.readAllBytes(TestMedia.scenes(folder.resolve("clip.mp4"), 1, 1));
    int fileType = 32;
    // The file type box and the beginning of the index.
    Files.write(file, Arrays.copyOf(whole, fileType + 8));
    assertUnusable(file, "moov");

    // As a recorder leaves it that lost its power: pictures, and an index never written.
    byte[] pictures = Arrays.copyOf(whole, fileType + 5_000);
    ByteBuffer.wrap(pictures).putInt(fileType, 4_000_000).putInt(fileType + 4, 0x6d646174);
    Files.write(file, pictures);
    assertUnusable(file, "moov");
  }

  @Test
  void an_empty_file_is_unusable() throws Exception {
    assertUnusable(Files.createFile(folder.resolve("empty.mp4")), "empty");
  }

  @Test
  void a_missing_file_is_unusable() {
    assertUnusable(folder.resolve("missing.mp4"), "no such file");
  }

  @Test
  void sound_alone_is_unusable() throws Exception {
    assertUnusable(
        TestMedia.wav(folder.resolve("sound.mp4")), "no video stream: the file holds audio only");
  }

  @Test
  void a_cover_picture_is_not_a_video() throws Exception {
    assertUnusable(
        TestMedia.mp3WithCover(folder.resolve("song.mp3")),
        "no video stream: the file holds audio only");
  }

  @Test
  void text_and_programs_are_not_videos_whatever_they_are_called() throws Exception {
    Path text = Files.writeString(folder.resolve("text.mp4"), "It was a dark night.\n".repeat(500));
    assertUnusable(text, "not a video file");
    byte[] program = Files.readAllBytes(Path.of(ProcessHandle.current().info().command().get()));
    assertUnusable(Files.write(folder.resolve("program.mp4"), program), "not a video file");
  }

  @Test
  void a_photograph_is_not_a_video() throws Exception {
    byte[] jpeg = Thumbnails.jpeg(TestMedia.blobs(320, 240, 5), 320, 0.9f);
    assertUnusable(Files.write(folder.resolve("photo.mp4"), jpeg), "a picture, not a video");
  }

  @Test
  void playlists_are_refused_so_that_no_other_file_is_read() throws Exception {
    Path clip = TestMedia.scenes(folder.resolve("secret.mp4"), 1, 1);
    String hls = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + clip + "\n#EXT-X-ENDLIST\n";
    assertUnusable(Files.writeString(folder.resolve("list.m3u8"), hls), "not a video file");
    Path concat =
        Files.writeString(
            folder.resolve("concat.mp4"), "ffconcat version 1.0\nfile '" + clip + "'\n");
    assertUnusable(concat, "a playlist");
  }

  @Test
  void too_large_frames_are_refused_before_they_are_decoded() throws Exception {
    Path file = folder.resolve("large.mp4");
    try (MediaWriter writer = MediaWriter.open(file, 640, 480, 10)) {
      writer.add(TestMedia.blobs(640, 480, 1));
    }
    MediaLimits small = TestMedia.limits(64, MINUTE, 640 * 480 - 1);

    assertThatThrownBy(() -> new MediaDecoder(small).decode(file, percent -> {}))
        .isInstanceOf(UnusableMediaException.class)
        .hasMessageContaining("640x480")
        .hasMessageContaining("307199");
  }

  @Test
  void an_encrypted_video_is_unusable() throws Exception {
    Path file = folder.resolve("encrypted.mp4");
    Encoding encoding =
        Encoding.of(TestMedia.WIDTH, TestMedia.HEIGHT, TestMedia.RATE)
            .muxedWith(
                Map.of(
                    "encryption_scheme", "cenc-aes-ctr",
                    "encryption_key", "76a6c65c5ea762046bd749a2e632ccbb",
                    "encryption_kid", "a7e61c373e219033c21091fa607bf3b8"));
    try (MediaWriter writer = MediaWriter.open(file, encoding)) {
      for (int i = 0; i < 10; i++) {
        writer.add(TestMedia.scene(0, i));
      }
    }
    assertUnusable(file, "encrypted");
  }

  @Test
  void a_file_that_takes_too_long_is_given_up() throws Exception {
    Path file = TestMedia.scenes(folder.resolve("clip.mp4"), 10, 10);
    MediaLimits hurried = TestMedia.limits(64, Duration.ofMillis(1), 1_000_000);

    assertThatThrownBy(() -> new MediaDecoder(hurried).decode(file, percent -> {}))
        .isInstanceOf(UnusableMediaException.class)
        .hasMessage("decoding took longer than 1 ms");
  }

  @Test
  void an_interrupt_stops_it() throws Exception {
    Path file = TestMedia.scenes(folder.resolve("clip.mp4"), 3, 3);
    MediaDecoder decoder = new MediaDecoder(MediaLimits.DEFAULT);

    assertThatThrownBy(
            () ->
                decoder.decode(
                    file,
                    percent -> {
                      if (percent >= 50) {
                        Thread.currentThread().interrupt();
                      }
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(decoder.decode(file, percent -> {}).keyFrames()).isNotEmpty();
  }

  private static DecodedMedia decode(Path file) throws Exception {
    return new MediaDecoder(MediaLimits.DEFAULT).decode(file, percent -> {});
  }

  private static void assertUnusable(Path file, String reason) {
    assertThatThrownBy(() -> decode(file))
        .isInstanceOf(UnusableMediaException.class)
        .hasMessageContaining(reason);
  }

  private static List<Long> times(DecodedMedia media) {
    return media.keyFrames().stream().map(KeyFrame::timestampMs).toList();
  }

  private static RgbImage imageAt(DecodedMedia media, long timestampMs) throws IOException {
    return media.keyFrames().stream()
        .filter(frame -> frame.timestampMs() == timestampMs)
        .findFirst()
        .orElseThrow()
        .image();
  }

  /** Mean absolute difference of a colour value. */
  private static double difference(RgbImage one, RgbImage other) {
    assertThat(one.width()).isEqualTo(other.width());
    long sum = 0;
    for (int i = 0; i < one.rgb().length; i++) {
      sum += Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff));
    }
    return (double) sum / one.rgb().length;
  }

  /** Which corners are red. */
  private static List<String> corners(RgbImage image) {
    List<String> red = new ArrayList<>();
    for (boolean bottom : new boolean[] {false, true}) {
      for (boolean right : new boolean[] {false, true}) {
        int x = right ? image.width() - 8 : 8;
        int y = bottom ? image.height() - 8 : 8;
        int at = (y * image.width() + x) * 3;
        if ((image.rgb()[at] & 0xff) > (image.rgb()[at + 2] & 0xff)) {
          red.add(corner(right, bottom));
        }
      }
    }
    return red;
  }

  private static String corner(boolean right, boolean bottom) {
    return (bottom ? "lower " : "upper ") + (right ? "right" : "left");
  }
}
