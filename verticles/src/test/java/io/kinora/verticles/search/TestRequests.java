package io.kinora.verticles.search;

import io.kinora.catalog.Vector;
import io.kinora.search.FusionChoice;
import io.kinora.search.Mode;
import io.kinora.search.QueryVector;
import io.kinora.search.Retriever;
import io.kinora.search.SearchRequest;
import io.kinora.search.SearchRequest.Collapse;
import io.kinora.search.Sort;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests to ask in tests. */
final class TestRequests {

  private TestRequests() {}

  static SearchRequest words(String q) {
    return of(q, Mode.HYBRID, null);
  }

  static SearchRequest of(String q, Mode mode, @Nullable QueryVector vector) {
    return new SearchRequest(
        q,
        mode,
        20,
        null,
        Filter.ALL,
        List.of(),
        Sort.RELEVANCE,
        vector,
        null,
        null,
        Collapse.NONE,
        1000,
        false,
        List.of(),
        null);
  }

  /** One that says something of everything that binds a cursor. */
  static SearchRequest full() {
    Filter filter =
        new Filter.And(
            List.of(
                new Filter.Is(FilterField.CHANNEL, "sea"),
                new Filter.Range(FilterField.DURATION_S, 60.0, true, null, false)));
    return new SearchRequest(
        "lighthouse",
        Mode.HYBRID,
        20,
        null,
        filter,
        List.of(),
        Sort.RELEVANCE,
        new QueryVector(QueryVector.Field.TEXT, vector(0.25f, -3)),
        "en",
        new FusionChoice(
            FusionChoice.Method.RRF, Map.of(Retriever.LEXICAL, 1.0, Retriever.FRAME, 0.5)),
        Collapse.NONE,
        1000,
        false,
        List.of(),
        null);
  }

  static Vector vector(float... values) {
    return new Vector(values);
  }
}
