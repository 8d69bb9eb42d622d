package io.kinora.search.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The automaton finds what comparing with every word would find. */
final class VocabularyPropertyTest {

  @Property(tries = 300)
  void words_near_another_are_those_within_the_distance(
      @ForAll("vocabularies") Set<String> words,
      @ForAll("words") String typed,
      @ForAll @IntRange(min = 1, max = 2) int edits) {
    LexiconParts lexicon = LexiconParts.lexicon();
    int count = 1;
    Map<String, Long> expected = new HashMap<>();
    for (String word : words) {
      lexicon.word(word, count);
      if (distance(typed, word) <= edits) {
        expected.put(word, (long) count);
      }
      count++;
    }
    Map<String, Long> near = new HashMap<>();
    lexicon.build().vocabulary().near(typed, edits, near::put);

    assertThat(near).isEqualTo(expected);
  }

  @Property(tries = 100)
  void every_word_is_known_with_its_count(@ForAll("vocabularies") Set<String> words) {
    LexiconParts lexicon = LexiconParts.lexicon();
    words.forEach(word -> lexicon.word(word, word.length()));
    Vocabulary vocabulary = lexicon.build().vocabulary();

    assertThat(words).allMatch(word -> vocabulary.videos(word) == word.length());
    assertThat(vocabulary.videos("zzzz")).isZero();
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars("abcя").ofMinLength(1).ofMaxLength(6);
  }

  @Provide
  Arbitrary<Set<String>> vocabularies() {
    return words().set().ofMaxSize(30);
  }

  /** Optimal string alignment, straight from its definition. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + same, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
