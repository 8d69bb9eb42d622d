package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class SessionTest {

  private static final int LEAST = 250;

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 99, 100})
  void of_a_list_without_an_end_the_latest_hits_are_remembered_whatever_the_pages(int limit) {
    Session session = Session.begun();
    List<String> shown = new ArrayList<>();
    for (int page = 0; shown.size() < 3 * LEAST; page++) {
      List<String> ids =
          IntStream.range(page * limit, (page + 1) * limit).mapToObj(i -> "v" + i).toList();
      shown.addAll(ids);
      session = session.afterForgetting(ids, LEAST);

      List<String> latest = shown.subList(Math.max(0, shown.size() - LEAST), shown.size());
      assertThat(latest).allMatch(session::hasShown);
      assertThat(session.remembered()).isLessThanOrEqualTo(2 * LEAST);
    }

    assertThat(session.hasShown("v0")).isFalse();
    assertThat(session.place()).isEqualTo(shown.size());
  }

  @Test
  void of_a_list_by_relevance_all_hits_are_remembered() {
    Session session = Session.begun().after(List.of("a", "b")).after(List.of("c"));

    assertThat(List.of("a", "b", "c")).allMatch(session::hasShown);
    assertThat(session.isPrefixOf(List.of("a", "b", "c", "d"))).isTrue();
    assertThat(session.isPrefixOf(List.of("b", "a", "c", "d"))).isFalse();
  }
}
