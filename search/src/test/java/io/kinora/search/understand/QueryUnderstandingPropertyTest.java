package io.kinora.search.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.search.understand.QueryUnderstanding.UnderstoodQuery;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class QueryUnderstandingPropertyTest {

  private final QueryUnderstanding understanding = new QueryUnderstanding();

  @Property
  void understanding_words_twice_changes_nothing(@ForAll String text) {
    UnderstoodQuery once = understanding.understand(text, "en");

    if (once.box().equals(BoxQuery.plain(once.text()))) {
      assertThat(understanding.understand(once.text(), "en")).isEqualTo(once);
    }
    assertThat(once.text()).isEqualTo(once.text().strip());
    assertThat(once.text().codePoints().noneMatch(Character::isISOControl)).isTrue();
  }
}
