package io.kinora.search.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.lexicon.Lexicon;
import io.kinora.search.lexicon.LexiconParts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is corrected, and what is left alone. */
final class SpellingCorrectorTest {

  private static final Lexicon LEXICON =
      LexiconParts.lexicon()
          .word("lighthouse", 30)
          .word("keeper", 20)
          .word("light", 1)
          .word("house", 1)
          .word("the", 900)
          .word("sign", 40)
          .word("language", 50)
          .word("languages", 2)
          .word("café", 12)
          .word("tutorial", 80)
          .word("kurzgesagt", 3)
          .build();

  private final SpellingCorrector corrector = new SpellingCorrector(QueryHistory.NONE);

  private String corrected(String words) {
    Correction correction = corrector.correct(words, Set.of(), LEXICON);
    return correction == null ? words : correction.text();
  }

  @ParameterizedTest
  @CsvSource({
    "lighhouse, lighthouse",
    "the lihgthouse keeper, the lighthouse keeper",
    "sign langauge, sign language",
    "langyage, language",
    "caffe, café",
    "Lighthuose, Lighthouse",
    "KEEPR, KEEPER",
    "the keper's lighthouse, the keeper's lighthouse"
  })
  void a_misspelt_word_becomes_the_likeliest_of_its_neighbours(String typed, String meant) {
    assertThat(corrected(typed)).isEqualTo(meant);
  }

  @Test
  void a_blank_too_many_or_too_few_is_a_mistake_too() {
    assertThat(corrected("lig hthouse")).isEqualTo("lighthouse");
    assertThat(corrected("light house")).isEqualTo("lighthouse");
    assertThat(corrected("signlanguage")).isEqualTo("sign language");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lighthouse keeper",
        "S03E07",
        "C++ tutorial",
        "#keeprs",
        "@kepper",
        "keepr.js",
        "2019",
        "zzz",
        "the sgn",
        "NASAA tutorial",
        "日本語",
        "quixotic",
        ""
      })
  void what_is_known_short_a_code_or_like_nothing_is_left_alone(String words) {
    assertThat(corrected(words)).isEqualTo(words);
  }

  @Test
  void says_which_words_it_did_not_know() {
    Correction correction = corrector.correct("lighhouse keeper", Set.of(), LEXICON);

    assertThat(correction.unknown()).isEqualTo(List.of("lighhouse"));
    assertThat(corrector.correct("light house", Set.of(), LEXICON).unknown()).isEmpty();
  }

  @Test
  void words_to_be_kept_are_kept() {
    assertThat(corrector.correct("lighhouse", Set.of("lighhouse"), LEXICON)).isNull();
  }

  @Test
  void is_sure_of_two_mistakes_only_in_a_long_word() {
    assertThat(corrector.correct("kurzgesgat", Set.of(), LEXICON).sure()).isTrue();
    assertThat(corrector.correct("kurzesagz", Set.of(), LEXICON).sure()).isTrue();
    assertThat(corrector.correct("kezpar", Set.of(), LEXICON).sure()).isFalse();
  }

  @Test
  void what_led_to_clicks_before_weighs_more_than_what_is_frequent() {
    QueryHistory clicked =
        new QueryHistory() {
          @Override
          public long clicks(String word) {
            return word.equals("languages") ? 10_000 : 0;
          }

          @Override
          public List<Past> beginningWith(String prefix, int most) {
            return List.of();
          }
        };
    String between = "languagez";

    assertThat(corrected(between)).isEqualTo("language");
    assertThat(new SpellingCorrector(clicked).correct(between, Set.of(), LEXICON).text())
        .isEqualTo("languages");
  }

  @Test
  void without_a_lexicon_nothing_is_corrected() {
    assertThat(corrector.correct("lighhouse", Set.of(), Lexicon.EMPTY)).isNull();
  }
}
