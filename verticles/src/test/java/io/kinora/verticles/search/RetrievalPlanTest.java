package io.kinora.verticles.search;

import static io.kinora.search.Retriever.FRAME;
import static io.kinora.search.Retriever.LEXICAL;
import static io.kinora.search.Retriever.SEMANTIC;
import static io.kinora.search.Retriever.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.Vector;
import io.kinora.indexing.media.Miniature;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.indexing.shard.VectorSpaces.Space;
import io.kinora.search.Likeness;
import io.kinora.search.Mode;
import io.kinora.search.QueryVector;
import io.kinora.search.QueryVector.Field;
import io.kinora.search.SearchRequest;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which retrievers answer what. */
final class RetrievalPlanTest {

  private static final VectorSpaces SPACES =
      new VectorSpaces(new Space("words", 2), new Space("eyes", 3));
  private static final Vector TEXT = TestRequests.vector(1, 0);
  private static final Vector SIGHT = TestRequests.vector(0, 1, 0);

  @ParameterizedTest
  @CsvSource({
    "HYBRID,   true,  true,  true,  true",
    "HYBRID,   true,  false, true,  false",
    "HYBRID,   false, true,  false, true",
    "HYBRID,   false, false, false, false",
    "TEXT,     true,  true,  false, false",
    "TEXT,     false, false, false, false",
    "SEMANTIC, true,  true,  true,  false",
    "SEMANTIC, true,  false, true,  false",
    "VISUAL,   true,  true,  false, true",
    "VISUAL,   false, true,  false, true"
  })
  void words_are_encoded_only_for_what_the_mode_compares_and_the_node_can(
      Mode mode, boolean canText, boolean canSight, boolean text, boolean sight) {
    assertThat(RetrievalPlan.needs(TestRequests.of("sea", mode, null), "sea", canText, canSight))
        .isEqualTo(new RetrievalPlan.Needs(text, sight));
  }

  @ParameterizedTest
  @CsvSource({"SEMANTIC, false, true, encoders.text", "VISUAL, true, false, encoders.sight"})
  void a_mode_without_its_encoder_is_refused_with_the_setting_that_is_missing(
      Mode mode, boolean canText, boolean canSight, String setting) {
    SearchRequest request = TestRequests.of("sea", mode, null);

    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> RetrievalPlan.needs(request, "sea", canText, canSight))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("mode"))
        .withMessageContaining(mode.name().toLowerCase(Locale.ROOT))
        .withMessageContaining(setting + " is none");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void without_words_nothing_is_encoded_and_every_mode_browses(Mode mode) {
    SearchRequest request = TestRequests.of("", mode, null);

    assertThat(RetrievalPlan.needs(request, "", false, false))
        .isEqualTo(new RetrievalPlan.Needs(false, false));
    assertThat(RetrievalPlan.of(request, "", SPACES, null, null))
        .isEqualTo(new RetrievalPlan(Set.of(), null, null, null));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void with_a_vector_of_ones_own_nothing_is_encoded(Mode mode) {
    SearchRequest request = TestRequests.of("sea", mode, own(Field.TEXT, 3, 4));

    assertThat(RetrievalPlan.needs(request, "sea", false, false))
        .isEqualTo(new RetrievalPlan.Needs(false, false));
  }

  @Test
  void a_picture_is_compared_with_frames_and_a_video_with_videos() {
    SearchRequest words = TestRequests.words("sea");
    Miniature cells = new Miniature(1, new byte[1]);
    SearchRequest picture = words.by(Likeness.ofPicture(SIGHT, cells), words.filter());
    SearchRequest video = words.by(Likeness.ofVideo(TEXT, SIGHT), words.filter());

    assertThat(RetrievalPlan.of(picture, "", SPACES, null, null))
        .isEqualTo(new RetrievalPlan(Set.of(FRAME), null, SIGHT, null));
    assertThat(RetrievalPlan.of(picture, "sea", SPACES, TEXT, null))
        .isEqualTo(new RetrievalPlan(Set.of(LEXICAL, SEMANTIC, FRAME), TEXT, SIGHT, null));
    assertThat(RetrievalPlan.of(video, "", SPACES, null, null))
        .isEqualTo(new RetrievalPlan(Set.of(SEMANTIC, VIDEO), TEXT, null, SIGHT));
    assertThat(RetrievalPlan.needs(picture, "sea", true, true))
        .isEqualTo(new RetrievalPlan.Needs(true, false));
  }

  @Test
  void hybrid_asks_all_that_have_something_to_go_by() {
    SearchRequest request = TestRequests.words("sea");

    RetrievalPlan all = RetrievalPlan.of(request, "sea", SPACES, TEXT, SIGHT);
    assertThat(all.retrievers()).containsExactlyInAnyOrder(LEXICAL, SEMANTIC, FRAME, VIDEO);
    assertThat(all.semantic()).isEqualTo(TEXT);
    assertThat(all.frame()).isEqualTo(SIGHT);
    assertThat(all.video()).isEqualTo(SIGHT);
    assertThat(RetrievalPlan.of(request, "sea", SPACES, TEXT, null).retrievers())
        .containsExactlyInAnyOrder(LEXICAL, SEMANTIC);
    assertThat(RetrievalPlan.of(request, "sea", SPACES, null, SIGHT).retrievers())
        .containsExactlyInAnyOrder(LEXICAL, FRAME, VIDEO);
    assertThat(RetrievalPlan.of(request, "sea", SPACES, null, null).retrievers())
        .containsExactly(LEXICAL);
  }

  @Test
  void the_narrow_modes_ask_their_own_retrievers_only() {
    assertThat(plan(Mode.TEXT, null, null).retrievers()).containsExactly(LEXICAL);
    assertThat(plan(Mode.SEMANTIC, TEXT, null).retrievers()).containsExactly(SEMANTIC);
    assertThat(plan(Mode.VISUAL, null, SIGHT).retrievers()).containsExactlyInAnyOrder(FRAME, VIDEO);
  }

  @Test
  void a_vector_of_ones_own_asks_the_retriever_it_is_for_in_unit_length() {
    RetrievalPlan text = planned(Mode.SEMANTIC, own(Field.TEXT, 3, 4));
    RetrievalPlan frame = planned(Mode.VISUAL, own(Field.FRAME, 0, 0, 2));
    RetrievalPlan video = planned(Mode.VISUAL, own(Field.VIDEO, 0, 0, 2));

    Vector unit = TestRequests.vector(0, 0, 1);
    assertThat(text.retrievers()).containsExactly(SEMANTIC);
    assertThat(text.semantic().values()).containsExactly(new float[] {0.6f, 0.8f}, within());
    assertThat(frame.retrievers()).containsExactly(FRAME);
    assertThat(frame.frame()).isEqualTo(unit);
    assertThat(frame.video()).isNull();
    assertThat(video.retrievers()).containsExactly(VIDEO);
    assertThat(video.video()).isEqualTo(unit);
    assertThat(video.frame()).isNull();
  }

  @Test
  void in_hybrid_a_vector_of_ones_own_joins_the_words_if_there_are_any() {
    QueryVector own = own(Field.FRAME, 1, 0, 0);

    assertThat(planned(Mode.HYBRID, own).retrievers()).containsExactlyInAnyOrder(LEXICAL, FRAME);
    assertThat(
            RetrievalPlan.of(TestRequests.of("", Mode.HYBRID, own), "", SPACES, null, null)
                .retrievers())
        .containsExactly(FRAME);
  }

  @ParameterizedTest
  @CsvSource({"SEMANTIC, FRAME", "SEMANTIC, VIDEO", "VISUAL, TEXT"})
  void a_vector_that_the_mode_does_not_compare_is_refused(Mode mode, Field field) {
    float[] values = field == Field.TEXT ? new float[] {1, 0} : new float[] {1, 0, 0};

    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> planned(mode, own(field, values)))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("vector.field"));
  }

  @ParameterizedTest
  @CsvSource({
    "TEXT, 3, 2 numbers (words)",
    "FRAME, 2, 3 numbers (eyes)",
    "VIDEO, 4, 3 numbers (eyes)"
  })
  void a_vector_of_another_length_is_refused_with_the_length_and_the_encoder(
      Field field, int length, String allowed) {
    float[] values = new float[length];
    values[0] = 1;

    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> planned(Mode.HYBRID, own(field, values)))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("vector.values"))
        .withMessageContaining(length + " numbers")
        .withMessageContaining(allowed);
  }

  private static RetrievalPlan plan(Mode mode, Vector text, Vector sight) {
    return RetrievalPlan.of(TestRequests.of("sea", mode, null), "sea", SPACES, text, sight);
  }

  private static RetrievalPlan planned(Mode mode, QueryVector own) {
    return RetrievalPlan.of(TestRequests.of("sea", mode, own), "sea", SPACES, null, null);
  }

  private static QueryVector own(Field field, float... values) {
    return new QueryVector(field, new Vector(values));
  }

  private static Offset<Float> within() {
    return Offset.offset(1e-6f);
  }
}
