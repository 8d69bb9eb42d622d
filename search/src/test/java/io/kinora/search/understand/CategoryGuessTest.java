package io.kinora.search.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.catalog.Vector;
import io.kinora.search.lexicon.Lexicon;
import io.kinora.search.lexicon.LexiconParts;
import org.junit.jupiter.api.Test;

/** What kind of videos a query is after. */
final class CategoryGuessTest {

  /** Texts have much in common (the last number), as with real encoders. */
  private static final Lexicon LEXICON =
      LexiconParts.lexicon()
          .category("music", 50, 0.3f, 0, 0, 0.9f)
          .category("sports", 50, 0, 0.3f, 0, 0.9f)
          .category("news", 50, 0, 0, 0.3f, 0.9f)
          .category("rare", 1, 0.3f, 0.3f, 0.3f, 0.9f)
          .build();

  private static Category of(float... vector) {
    return CategoryGuess.of(new Vector(vector), LEXICON);
  }

  @Test
  void a_query_near_a_category_is_of_it_with_confidence() {
    Category category = of(0.4f, 0.05f, 0.05f, 0.9f);

    assertThat(category.name()).isEqualTo("music");
    assertThat(category.confidence()).isBetween(0.8, 1.0);
  }

  @Test
  void a_query_between_two_is_of_neither() {
    assertThat(of(0.3f, 0.3f, 0, 0.9f)).isNull();
  }

  @Test
  void a_category_of_hardly_any_videos_is_not_guessed() {
    assertThat(of(0.3f, 0.3f, 0.3f, 0.9f)).isNull();
  }

  @Test
  void a_vector_of_another_space_or_none_says_nothing() {
    assertThat(of(1, 0)).isNull();
    assertThat(CategoryGuess.of(null, LEXICON)).isNull();
    assertThat(CategoryGuess.of(new Vector(new float[] {1}), Lexicon.EMPTY)).isNull();
  }
}
