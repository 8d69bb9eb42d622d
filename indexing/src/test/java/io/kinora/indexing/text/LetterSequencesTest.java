package io.kinora.indexing.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterSequencesTest {

  @ParameterizedTest
  @CsvSource({
    "How  to COOK, How to COOK",
    "Soooo goooood!!!!, soo good!!",
    "Look at https://kinora.example/a?b=c now, look at now",
    "ask me@mail.example or @me, ask or",
    "my cat #shorts #cat, my cat",
    "S03E07 of 1080p, s e of p",
    "🎉 party 🎉 time, party time",
    "'don''t, please', 'don''t, please'",
    "#shorts, ''"
  })
  void only_what_is_language_is_left(String text, String letters) {
    assertThat(LetterSequences.letters(text)).isEqualToIgnoringCase(letters);
  }

  @Test
  void every_sequence_of_up_to_three_is_told_once() {
    long[] sequences =
        Stream.of("a", "h", " ", "ah", "ha", "a ", " a", "aha", "ha ", "a a", " ah")
            .mapToLong(LetterSequences::packed)
            .toArray();
    assertThat(LetterSequences.of("Aha aha"))
        .containsExactlyInAnyOrder(sequences)
        .doesNotHaveDuplicates();
    assertThat(LetterSequences.of("")).isEmpty();
  }
}
