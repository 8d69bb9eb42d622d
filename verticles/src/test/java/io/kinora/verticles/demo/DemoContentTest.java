package io.kinora.verticles.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoRules;
import io.kinora.indexing.media.DecodedMedia;
import io.kinora.indexing.media.MediaDecoder;
import io.kinora.indexing.media.MediaLimits;
import io.kinora.verticles.demo.scenes.Scenes;
import io.kinora.verticles.http.json.VideoPatchJson;
import io.kinora.verticles.http.openapi.ApiDocument;
import io.kinora.verticles.http.openapi.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoContentTest {

  private final List<DemoClip> clips = DemoContent.clips();

  @Test
  void every_card_has_a_film_and_every_film_a_card() {
    assertThat(clips).extracting(DemoClip::id).doesNotHaveDuplicates();
    assertThat(clips).extracting(DemoClip::id).containsExactlyInAnyOrderElementsOf(Scenes.ids());
  }

  @Test
  void every_card_is_a_video_as_the_api_takes_it() {
    Shape video = ApiDocument.load().shape("VideoInput");
    for (DemoClip clip : clips) {
      VideoRules.checkId("id", clip.id());
      assertThatCode(() -> VideoPatchJson.read(video.check(clip.metadata())))
          .as(clip.id())
          .doesNotThrowAnyException();
      assertThat(clip.file()).isEqualTo(clip.id() + ".mp4");
    }
  }

  @Test
  void every_card_says_what_there_is_to_see_in_three_languages() {
    for (DemoClip clip : clips) {
      VideoMetadata card = VideoPatchJson.read(clip.metadata());
      assertThat(card.description().split("\n\n")).as(clip.id()).hasSize(3).doesNotHaveDuplicates();
      assertThat(card.tags()).as(clip.id()).isNotEmpty();
      assertThat(card.channel()).as(clip.id()).isNotBlank();
      assertThat(card.publishedAt()).as(clip.id()).isNotNull();
      assertThat(card.license()).as(clip.id()).isNotBlank();
      assertThat(card.views()).as(clip.id()).isGreaterThan(card.likes());
    }
  }

  @Test
  void a_clip_becomes_a_real_video_of_its_length(@TempDir Path folder) throws Exception {
    DemoClip clip = clip("steam-train-faster");
    Path file = folder.resolve(clip.file());

    DemoContent.make(clip, file);

    DecodedMedia media = decode(file);
    assertThat(media.details().codec()).isEqualTo("h264");
    assertThat(media.details().width()).isEqualTo(640);
    assertThat(media.details().height()).isEqualTo(360);
    assertThat(media.details().durationMs()).isCloseTo(3_500, within(60L));
    assertThat(folder.toFile().list()).containsExactly(clip.file());
  }

  @Test
  void a_clip_that_cannot_be_made_leaves_nothing_behind(@TempDir Path folder) throws Exception {
    DemoClip unknown = new DemoClip("no-such-film", "x.mp4", JsonNodeFactory.instance.objectNode());
    Path file = folder.resolve("x.mp4");

    assertThatCode(() -> DemoContent.make(unknown, file)).hasMessageContaining("no-such-film");

    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  private static DecodedMedia decode(Path file) throws Exception {
    return new MediaDecoder(MediaLimits.DEFAULT).decode(file, percent -> {});
  }

  private DemoClip clip(String id) {
    return clips.stream().filter(clip -> clip.id().equals(id)).findFirst().orElseThrow();
  }
}
