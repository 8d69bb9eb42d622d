package io.kinora.search;

import io.kinora.search.filter.Filter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search as asked, checked and complete with defaults.
 *
 * @param q the words, up to 512 characters; empty browses
 * @param limit 1 to 100
 * @param cursor from the page before, or null
 * @param facets fields to count, see {@link io.kinora.search.filter.FilterField}
 * @param vector used in place of the encoder, or null
 * @param lang BCP 47 tag of the query, or null to detect
 * @param fusion overrides the configured one, or null
 * @param deadlineMs 10 to 5000
 * @param fields of a hit to return; empty means all
 * @param like an example instead of words, or beside them; or null
 */
public record SearchRequest(
    String q,
    Mode mode,
    int limit,
    @Nullable String cursor,
    Filter filter,
    List<String> facets,
    Sort sort,
    @Nullable QueryVector vector,
    @Nullable String lang,
    @Nullable FusionChoice fusion,
    Collapse collapse,
    int deadlineMs,
    boolean explain,
    List<String> fields,
    @Nullable Likeness like) {

  /** The same by an example, among those that another filter lets through. */
  public SearchRequest by(Likeness example, Filter only) {
    return new SearchRequest(
        q,
        mode,
        limit,
        cursor,
        only,
        facets,
        sort,
        vector,
        lang,
        fusion,
        collapse,
        deadlineMs,
        explain,
        fields,
        example);
  }

  /** What is shown once. */
  public enum Collapse {
    NONE,
    CHANNEL
  }
}
