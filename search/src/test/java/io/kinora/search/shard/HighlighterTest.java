package io.kinora.search.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.Wording;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HighlighterTest {

  private final Highlighter highlighter = new Highlighter(60);

  private static HighlightedWords words(String query) {
    return HighlightedWords.of(query, Wording.PLAIN, List.of("en"));
  }

  private String whole(String text, String query) {
    return highlighter.whole(text, words(query));
  }

  private String fragment(String text, String query) {
    return highlighter.fragment(text, words(query));
  }

  @Test
  void words_are_marked_as_the_index_matches_them() {
    assertThat(whole("Running with the Crème de la crème", "run creme"))
        .isEqualTo("<em>Running</em> with the <em>Crème</em> de la <em>crème</em>");
    assertThat(whole("nothing here", "run")).isNull();
  }

  @Test
  void everything_else_is_escaped() {
    assertThat(whole("<script>alert('run')</script> & \"x\"", "run"))
        .isEqualTo(
            "&lt;script&gt;alert(&#39;<em>run</em>&#39;)&lt;/script&gt; &amp; &quot;x&quot;");
  }

  @Test
  void a_long_text_gives_the_piece_with_most_of_the_words() {
    String text =
        "harbour ".repeat(1)
            + "filler ".repeat(30)
            + "the old harbour at night "
            + "filler ".repeat(30);

    assertThat(fragment(text, "harbour night"))
        .contains("<em>harbour</em> at <em>night</em>")
        .startsWith("… ")
        .endsWith(" …")
        .hasSizeLessThan(120);
  }
}
