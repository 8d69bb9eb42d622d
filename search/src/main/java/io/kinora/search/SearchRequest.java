package io.kinora.search;

import io.kinora.search.filter.Filter;
import java.util.List;
import java.util.Locale;
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
 * @param disjunctive those of the facets for whose counts the filter's own conditions on the field
 *     do not hold
 * @param diversity 0 (best first) to 1 (as unlike as can be), see maximal marginal relevance
 * @param maxPerChannel how many hits a channel may have, 1 to 100, or null for any number
 * @param help what may be made of the words beyond what they say
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
    List<String> disjunctive,
    double diversity,
    @Nullable Integer maxPerChannel,
    Help help,
    @Nullable Likeness like) {

  /**
   * @param spelling whether misspelt words may be corrected
   * @param entities whether mentions of channels and tags are linked
   */
  public record Help(boolean spelling, boolean entities) {

    public static final Help AUTO = new Help(true, true);
  }

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
        disjunctive,
        diversity,
        maxPerChannel,
        help,
        example);
  }

  /** With no rules on the list but {@code collapse}. */
  public SearchRequest(
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
      List<String> fields) {
    this(
        q,
        mode,
        limit,
        cursor,
        filter,
        facets,
        sort,
        vector,
        lang,
        fusion,
        collapse,
        deadlineMs,
        explain,
        fields,
        List.of(),
        0,
        null,
        Help.AUTO,
        null);
  }

  /** What is shown once. */
  public enum Collapse {
    NONE,
    CHANNEL,
    DUPLICATES;

    /** The name in requests. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
