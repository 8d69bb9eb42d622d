package io.kinora.search.understand;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class QueryUnderstandingPropertyTest {

  private final QueryUnderstanding understanding = new QueryUnderstanding();

  @Property
  void understanding_twice_changes_nothing(@ForAll String text) {
    String once = understanding.understand(text, null).text();

    assertThat(understanding.understand(once, null).text()).isEqualTo(once);
    assertThat(once).isEqualTo(once.strip());
    assertThat(once.codePoints().noneMatch(Character::isISOControl)).isTrue();
  }
}
