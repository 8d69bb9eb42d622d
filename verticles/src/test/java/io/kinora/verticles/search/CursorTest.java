package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kinora.catalog.InvalidValueException;
import io.kinora.search.FusionChoice;
import io.kinora.search.Mode;
import io.kinora.search.QueryVector;
import io.kinora.search.Retriever;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchRequest.Collapse;
import io.kinora.search.Sort;
import io.kinora.search.filter.Filter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A page's end, bound to its query. */
final class CursorTest {

  private static final Cursor CURSOR =
      new Cursor(
          new Session(20, 1_700_000_000_000L, 7, ShownIds.NONE.with(List.of("a", "b"))),
          -5,
          "a-video");
  private static final SearchRequest FULL = TestRequests.full();

  @ParameterizedTest
  @MethodSource("others")
  void a_cursor_of_another_query_is_refused(SearchRequest other) {
    String text = CURSOR.encode(FULL);

    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Cursor.decode(text, other))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo("cursor"))
        .withMessageContaining("same q, mode, filter, sort");
  }

  static List<SearchRequest> others() {
    QueryVector vector = new QueryVector(QueryVector.Field.TEXT, TestRequests.vector(1, 0));
    return List.of(
        TestRequests.words("other words"),
        with(
            "lighthouse",
            Mode.TEXT,
            FULL.filter(),
            FULL.sort(),
            FULL.vector(),
            "en",
            FULL.fusion()),
        with(
            "lighthouse", Mode.HYBRID, Filter.ALL, FULL.sort(), FULL.vector(), "en", FULL.fusion()),
        with(
            "lighthouse",
            Mode.HYBRID,
            FULL.filter(),
            Sort.NEWEST,
            FULL.vector(),
            "en",
            FULL.fusion()),
        with("lighthouse", Mode.HYBRID, FULL.filter(), FULL.sort(), vector, "en", FULL.fusion()),
        with("lighthouse", Mode.HYBRID, FULL.filter(), FULL.sort(), null, "en", FULL.fusion()),
        with(
            "lighthouse",
            Mode.HYBRID,
            FULL.filter(),
            FULL.sort(),
            FULL.vector(),
            "de",
            FULL.fusion()),
        with("lighthouse", Mode.HYBRID, FULL.filter(), FULL.sort(), FULL.vector(), "en", null));
  }

  @Test
  void the_next_page_may_be_larger_explained_or_in_more_of_a_hurry() {
    SearchRequest next =
        new SearchRequest(
            FULL.q(),
            FULL.mode(),
            77,
            CURSOR.encode(FULL),
            FULL.filter(),
            List.of("tag"),
            FULL.sort(),
            FULL.vector(),
            FULL.lang(),
            FULL.fusion(),
            FULL.collapse(),
            50,
            true,
            List.of("title"));

    assertThat(Cursor.decode(CURSOR.encode(FULL), next)).isEqualTo(CURSOR);
  }

  @Test
  void its_text_is_the_same_on_every_node_and_after_a_restart() {
    Map<Retriever, Double> weights = Map.of(Retriever.VIDEO, 2.0, Retriever.LEXICAL, 1.0);
    Map<Retriever, Double> otherOrder = Map.of(Retriever.LEXICAL, 1.0, Retriever.VIDEO, 2.0);
    FusionChoice fusion = new FusionChoice(FusionChoice.Method.RRF, weights);
    FusionChoice equal = new FusionChoice(FusionChoice.Method.RRF, otherOrder);

    assertThat(CURSOR.encode(FULL))
        .isEqualTo(
            "BGXMV5M3KWbcAAAAFAAAAYvP5WgAAAAAAAAAAAf_________-wdhLXZpZGVvAAAAAAMAACgAAigFgXt-kO3T0XLM");
    assertThat(
            CURSOR.encode(
                with(
                    FULL.q(),
                    FULL.mode(),
                    FULL.filter(),
                    FULL.sort(),
                    FULL.vector(),
                    "en",
                    fusion)))
        .isEqualTo(
            CURSOR.encode(
                with(
                    FULL.q(),
                    FULL.mode(),
                    FULL.filter(),
                    FULL.sort(),
                    FULL.vector(),
                    "en",
                    equal)));
  }

  @Test
  void it_keeps_what_the_first_page_was_searched_for_with() {
    Cursor corrected = CURSOR.of(true, "phare à éclats");

    assertThat(Cursor.decode(corrected.encode(FULL), FULL)).isEqualTo(corrected);
  }

  private static SearchRequest with(
      String q,
      Mode mode,
      Filter filter,
      Sort sort,
      QueryVector vector,
      String lang,
      FusionChoice fusion) {
    return new SearchRequest(
        q,
        mode,
        20,
        null,
        filter,
        List.of(),
        sort,
        vector,
        lang,
        fusion,
        Collapse.NONE,
        1000,
        false,
        List.of());
  }
}
