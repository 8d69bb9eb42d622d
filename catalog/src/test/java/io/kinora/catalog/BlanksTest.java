package io.kinora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Blanks")
class BlanksTest {

  @Test
  void of_any_kind_and_number_become_one_between_words_and_none_at_the_ends() {
    assertThat(Blanks.single("  a\t\n b\u00a0\u3000c\u0000d ")).isEqualTo("a b c d");
    assertThat(Blanks.single(" \u2003 ")).isEmpty();
  }

  @Test
  void a_character_can_be_written_as_another_or_left_out() {
    String text = "a \u200b b\uD83D\uDC31";
    assertThat(Blanks.single(text, c -> c == 0x200b ? -1 : c == 'b' ? 'B' : c))
        .isEqualTo("a B\uD83D\uDC31");
  }
}
