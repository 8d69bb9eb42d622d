package io.kinora.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a search.
 *
 * @param understood the query as understood
 * @param nextCursor for the next page, or null at the end
 * @param missing what is missing and why; empty if the answer is whole
 * @param queryId to be sent back with events
 * @param facetsAtLeast the facets whose counts may be too low
 */
public record SearchResponse(
    Understood understood,
    List<Hit> hits,
    Map<String, Map<String, Long>> facets,
    long total,
    boolean totalExact,
    @Nullable String nextCursor,
    double tookMs,
    List<StageTime> stages,
    List<String> missing,
    String queryId,
    List<String> facetsAtLeast) {

  /** With exact facets. */
  public SearchResponse(
      Understood understood,
      List<Hit> hits,
      Map<String, Map<String, Long>> facets,
      long total,
      boolean totalExact,
      @Nullable String nextCursor,
      double tookMs,
      List<StageTime> stages,
      List<String> missing,
      String queryId) {
    this(
        understood,
        hits,
        facets,
        total,
        totalExact,
        nextCursor,
        tookMs,
        stages,
        missing,
        queryId,
        List.of());
  }

  /** The query as understood. */
  public record Understood(String normalised, @Nullable String language) {}
}
