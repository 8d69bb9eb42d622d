package io.kinora.search;

import io.kinora.search.understand.Category;
import io.kinora.search.understand.Entity;
import io.kinora.search.understand.QueryClass;
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

  /**
   * The query as understood.
   *
   * @param spelling what may have been meant, or null
   * @param entities mentioned in the words that were looked for: the corrected ones where a
   *     correction was applied
   * @param category of the videos it is after, or null if unclear
   */
  public record Understood(
      String normalised,
      @Nullable String language,
      @Nullable Spelling spelling,
      List<Entity> entities,
      @Nullable Category category,
      QueryClass queryClass) {

    public Understood(String normalised, @Nullable String language) {
      this(normalised, language, null, List.of(), null, QueryClass.TORSO);
    }
  }

  /**
   * @param text what may have been meant
   * @param applied whether that was searched for in place of what was typed
   */
  public record Spelling(String text, boolean applied) {}
}
