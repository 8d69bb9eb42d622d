package io.kinora.search.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.filter.Filter;
import io.kinora.search.understand.QueryHistory.Past;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AskedBeforeTest {

  private final AskedBefore asked =
      AskedBefore.of(
          List.of(
              new Past("red kites", 5),
              new Past("red kites flying", 50),
              new Past("réd wine", 7),
              new Past("kites & <wind>", 3),
              new Past("...", 9)));

  private List<String> completions(String typed, int limit) {
    return asked.completing(new SuggestQuery(typed, limit, Filter.ALL, null)).stream()
        .map(Suggestion::text)
        .toList();
  }

  @Test
  void queries_that_begin_with_what_was_typed_complete_it_those_with_more_clicks_first() {
    assertThat(completions("Red", 10)).containsExactly("red kites flying", "réd wine", "red kites");
    assertThat(completions("red", 1)).containsExactly("red kites flying");
    assertThat(completions("red k", 10)).containsExactly("red kites flying", "red kites");
    assertThat(completions("kites", 10)).containsExactly("kites & <wind>");
    assertThat(completions("wine", 10)).isEmpty();
    assertThat(completions("", 10)).isEmpty();
    assertThat(completions("redd", 10)).isEmpty();
  }

  @Test
  void a_blank_at_the_end_says_that_the_last_word_is_complete() {
    assertThat(completions("red ", 10))
        .containsExactly("red kites flying", "réd wine", "red kites");
    assertThat(completions("red kite ", 10)).isEmpty();
    assertThat(completions("red kites ", 1)).containsExactly("red kites flying");
    assertThat(completions("kit ", 10)).isEmpty();
  }

  @Test
  void what_is_shown_is_escaped_and_marked() {
    Suggestion one = asked.completing(new SuggestQuery("kit", 3, Filter.ALL, null)).getFirst();
    assertThat(one.type()).isEqualTo(Suggestion.Type.QUERY);
    assertThat(one.highlight()).isEqualTo("<em>kit</em>es &amp; &lt;wind&gt;");
    assertThat(one.points()).isBetween(0, Points.MOST);
  }

  @Test
  void clicks_of_a_word_are_those_of_all_queries_with_it() {
    assertThat(asked.clicks("kites")).isEqualTo(58);
    assertThat(asked.clicks("unheard")).isZero();
    assertThat(asked.beginningWith("red", 2))
        .containsExactly(new Past("red kites flying", 50), new Past("réd wine", 7));
  }
}
