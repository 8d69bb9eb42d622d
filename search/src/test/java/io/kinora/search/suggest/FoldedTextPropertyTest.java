package io.kinora.search.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FoldedTextPropertyTest {

  @Property
  void folding_twice_changes_nothing_more(@ForAll String text) {
    String once = FoldedText.of(text).text();

    assertThat(FoldedText.of(once).text()).isEqualTo(once);
  }

  @Property
  void case_and_blanks_around_change_nothing(@ForAll String text) {
    assertThat(FoldedText.of(" " + text + "  ").text()).isEqualTo(FoldedText.of(text).text());
  }

  @Property
  void every_character_comes_from_somewhere_in_order(@ForAll String text) {
    FoldedText folded = FoldedText.of(text);
    for (int i = 0; i < folded.text().length(); i++) {
      assertThat(folded.source(i)).isBetween(0, text.length() - 1);
      assertThat(folded.source(i + 1)).isGreaterThanOrEqualTo(folded.source(i));
    }
    assertThat(folded.text()).doesNotContain("  ").doesNotStartWith(" ").doesNotEndWith(" ");
  }
}
