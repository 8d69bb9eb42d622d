package io.kinora.catalog.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.catalog.Announcement;
import io.kinora.catalog.Derived;
import io.kinora.catalog.Embedding;
import io.kinora.catalog.Frame;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.News;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnnouncementCodecTest {

  private static final Vector VECTOR = new Vector(new float[] {1, 2});
  private static final MediaFile FILE =
      new MediaFile("k", 1, new MediaFile.Details("mp4", "h264", 2, 2, 30_000, 25, false));
  private static final List<Frame> FRAMES =
      List.of(new Frame(0, "a.jpg", 1L), new Frame(1_000, "b.jpg", 2L));
  private static final Video FILM =
      new Video(
          "v",
          3,
          VideoMetadata.titled("Film"),
          Derived.NOTHING
              .withText(Embedding.ofText("words", VECTOR))
              .withFrames(FILE, FRAMES, "pixels", null)
              .withSight(new Embedding("eye", VECTOR, List.of(VECTOR, VECTOR))),
          Instant.EPOCH,
          Instant.EPOCH,
          false);

  @Test
  void an_announcement_is_the_same_after_its_way_through_the_log() {
    Announcement told = Announcement.of(FILM, Set.of(News.PUBLIC, News.SEEN));

    assertThat(AnnouncementCodec.decode(AnnouncementCodec.encode(told))).isEqualTo(told);
  }

  @Test
  void it_carries_what_is_shown_and_waited_for_and_no_more() {
    Derived carried = Announcement.of(FILM, Set.of(News.PUBLIC)).video().derived();

    assertThat(carried.media()).isEqualTo(FILE);
    assertThat(carried.sights()).containsExactly(new Embedding("eye", VECTOR, List.of()));
    assertThat(carried.frames()).containsExactly(new Frame(0, "a.jpg", 1L));
    assertThat(carried.texts()).isEmpty();
    assertThat(carried.pixels()).isNull();
  }

  @Test
  void before_its_news_a_video_had_less() {
    assertThat(Announcement.of(FILM, Set.of(News.PUBLIC, News.SEEN)).before()).isEmpty();

    Video unseen = Announcement.of(FILM, Set.of(News.SEEN)).before().orElseThrow();
    assertThat(unseen.videoVector("eye")).isNull();
    assertThat(unseen.durationMs()).isEqualTo(30_000);

    Video undecoded = Announcement.of(FILM, Set.of(News.DECODED)).before().orElseThrow();
    assertThat(undecoded.durationMs()).isNull();
  }

  @Test
  void what_is_no_announcement_is_refused() {
    assertThatThrownBy(() -> AnnouncementCodec.decode("not one".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedStateException.class);
  }
}
