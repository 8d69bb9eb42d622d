package io.kinora.verticles.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.VideoRules;
import io.kinora.verticles.evaluation.BeirFiles.Document;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Documents of any kind become videos that the catalogue takes. */
final class DocumentVideoTest {

  private static String field(DocumentVideo video, String name) {
    return video.metadata().path(name).asText();
  }

  @Test
  void title_and_text_become_title_and_description() {
    DocumentVideo video = DocumentVideo.of(new Document("1", "Tides", "The moon pulls."));

    assertThat(field(video, "title")).isEqualTo("Tides");
    assertThat(field(video, "description")).isEqualTo("The moon pulls.");
    assertThat(video.metadata().has("transcript")).isFalse();
    assertThat(video.continued()).isFalse();
  }

  @Test
  void a_text_too_long_for_a_description_goes_on_in_the_transcript() {
    String text = "moon ".repeat(3_000).strip();

    DocumentVideo video = DocumentVideo.of(new Document("1", "Tides", text));

    assertThat(video.continued()).isTrue();
    assertThat(video.cut()).isFalse();
    assertThat(field(video, "description") + " " + field(video, "transcript")).isEqualTo(text);
  }

  @Test
  void a_text_too_long_even_for_a_transcript_is_cut() {
    DocumentVideo video = DocumentVideo.of(new Document("1", "Tides", "moon ".repeat(60_000)));

    assertThat(video.cut()).isTrue();
    assertThat(field(video, "transcript")).hasSizeLessThanOrEqualTo(VideoRules.MAX_TRANSCRIPT);
  }

  @Test
  void a_document_without_a_title_begins_with_its_text() {
    assertThat(field(DocumentVideo.of(new Document("1", "", "Why tides?")), "title"))
        .isEqualTo("Why tides?");
    assertThat(field(DocumentVideo.of(new Document("1", "", " ")), "title")).isNotBlank();
  }

  @Test
  void a_question_is_cut_between_words_to_what_a_search_box_takes() {
    assertThat(DocumentVideo.question("why\tdo \u0096 tides", 512)).isEqualTo("why do tides");
    assertThat(DocumentVideo.question("moon ".repeat(300), 512))
        .hasSizeLessThanOrEqualTo(512)
        .endsWith("moon");
  }

  @Test
  void ids_that_no_video_may_have_are_written_otherwise_and_others_stay() {
    assertThat(DocumentIds.video("MED-10")).isEqualTo("MED-10");
    assertThat(DocumentIds.video("<dbpedia:Café>")).isEqualTo("~3Cdbpedia~3ACaf~C3~A9~3E");
    assertThat(DocumentIds.video("/".repeat(100))).startsWith("sha256-");
  }

  @Property(tries = 300)
  void whatever_an_id_is_the_video_s_is_allowed(
      @ForAll @StringLength(min = 1, max = 200) String id) {
    String video = DocumentIds.video(id);

    assertThat(VideoRules.checkId("id", video)).isEqualTo(video);
  }

  @Property(tries = 300)
  void whatever_a_text_is_it_has_no_control_characters_and_fits(
      @ForAll @CharRange(from = '\u0000', to = '\uffff') @StringLength(max = 7_000) String text) {
    DocumentVideo video = DocumentVideo.of(new Document("1", text, text));

    for (String name : new String[] {"title", "description", "transcript"}) {
      assertThat(
              field(video, name).chars().filter(c -> c != '\n').noneMatch(Character::isISOControl))
          .as(name)
          .isTrue();
    }
    assertThat(field(video, "title")).isNotBlank().hasSizeLessThanOrEqualTo(VideoRules.MAX_TITLE);
    assertThat(field(video, "description")).hasSizeLessThanOrEqualTo(VideoRules.MAX_DESCRIPTION);
  }
}
