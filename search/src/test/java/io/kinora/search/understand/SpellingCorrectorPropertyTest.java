package io.kinora.search.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.lexicon.Lexicon;
import io.kinora.search.lexicon.LexiconParts;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the query, what must not be touched is not. */
final class SpellingCorrectorPropertyTest {

  private static final List<String> KNOWN =
      List.of("lighthouse", "keeper", "harbour", "storm", "boats", "winter");

  private static final Lexicon LEXICON = lexicon();

  private static Lexicon lexicon() {
    LexiconParts parts = LexiconParts.lexicon();
    KNOWN.forEach(word -> parts.word(word, 10));
    return parts.build();
  }

  private final SpellingCorrector corrector = new SpellingCorrector(QueryHistory.NONE);

  @Property
  void numbers_codes_short_words_and_words_that_exist_stay(@ForAll("queries") List<String> words) {
    Correction correction = corrector.correct(String.join(" ", words), Set.of(), LEXICON);
    if (correction == null) {
      return;
    }
    List<String> after = Arrays.asList(correction.text().split(" "));
    for (String word : words) {
      if (mustStay(word)) {
        assertThat(after).as(correction.text()).contains(word);
      }
    }
  }

  @Property
  void every_word_put_in_is_one_that_exists(@ForAll("queries") List<String> words) {
    Correction correction = corrector.correct(String.join(" ", words), Set.of(), LEXICON);
    if (correction == null) {
      return;
    }
    for (String word : correction.text().split(" ")) {
      assertThat(words.contains(word) || KNOWN.contains(word)).as(word).isTrue();
    }
  }

  @Property
  void any_text_at_all_can_be_asked(@ForAll String text) {
    Correction correction = corrector.correct(text, Set.of(), LEXICON);

    assertThat(correction == null || !correction.text().equals(text)).isTrue();
  }

  private static boolean mustStay(String word) {
    return word.length() <= 3 || KNOWN.contains(word) || !word.matches("[a-z]+");
  }

  @Provide
  Arbitrary<List<String>> queries() {
    Arbitrary<String> known = Arbitraries.of(KNOWN);
    Arbitrary<String> wrong =
        Arbitraries.of("lighhouse", "keepr", "harbuor", "sotrm", "boatz", "wimter", "zyxwvut");
    Arbitrary<String> codes =
        Arbitraries.of("S03E07", "2019", "C++", "#keepr", "4K", "v2.0.1", "mp4s", "node.js");
    Arbitrary<String> shorts =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(3);
    return Arbitraries.oneOf(known, wrong, codes, shorts).list().ofMinSize(1).ofMaxSize(6);
  }
}
