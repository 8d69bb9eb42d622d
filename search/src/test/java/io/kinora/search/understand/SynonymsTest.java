package io.kinora.search.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.Wording.Synonym;
import java.util.List;
import org.junit.jupiter.api.Test;

class SynonymsTest {

  private static final Synonyms ENGLISH =
      Synonyms.parse(
          List.of(
              "# films",
              "film, movie, motion picture",
              "",
              "nyc, big apple => new york",
              "c++ => cpp",
              "rock \\, roll => rock music"),
          "en");

  @Test
  void each_of_a_line_stands_for_each_other() {
    assertThat(ENGLISH.problems()).isEmpty();
    assertThat(ENGLISH.of("a movie"))
        .containsExactly(new Synonym(2, 7, "film"), new Synonym(2, 7, "motion picture"));
  }

  @Test
  void words_are_compared_in_the_languages_form() {
    assertThat(ENGLISH.of("Movies"))
        .extracting(Synonym::text)
        .containsExactly("film", "motion picture");
  }

  @Test
  void several_words_have_synonyms_too() {
    assertThat(ENGLISH.of("the Big Apple tour")).containsExactly(new Synonym(4, 13, "new york"));
  }

  @Test
  void an_arrow_points_one_way() {
    assertThat(ENGLISH.of("new york")).isEmpty();
  }

  @Test
  void a_word_with_signs_is_not_the_word_without() {
    assertThat(ENGLISH.of("c++")).containsExactly(new Synonym(0, 3, "cpp"));
    assertThat(ENGLISH.of("c")).isEmpty();
  }

  @Test
  void lines_that_cannot_be_understood_are_named_and_left_out() {
    Synonyms some =
        Synonyms.parse(List.of("alone", "a => b => c", "=> x", "y =>", "cat, kitty"), "en");

    assertThat(some.problems())
        .hasSize(4)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("line 1: ").contains("alone"),
            second -> assertThat(second).startsWith("line 2: more than one"),
            third -> assertThat(third).startsWith("line 3: "),
            fourth -> assertThat(fourth).startsWith("line 4: "));
    assertThat(some.of("cat")).containsExactly(new Synonym(0, 3, "kitty"));
  }
}
