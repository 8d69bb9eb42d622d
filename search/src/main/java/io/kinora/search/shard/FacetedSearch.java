package io.kinora.search.shard;

import io.kinora.search.Deadline;
import io.kinora.search.ShardQuery;
import io.kinora.search.filter.Filter;
import io.kinora.search.filter.FilterField;
import io.kinora.search.filter.FilterParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.IndexSearcher;

/**
 * The facets of one query. Each field is counted over all that matches, a disjunctive one over what
 * would match without the filter's own conditions on it.
 */
final class FacetedSearch {

  private final IndexSearcher searcher;
  private final ShardQuery query;
  private final FacetCounts facetCounts;
  private final Deadline deadline;
  private final StageClock clock;
  private final Matching matching;

  /** Several fields may be counted over the same videos. */
  private final Map<Filter, MatchSet> byFilter = new HashMap<>();

  /** Tells all that matches the same query with another filter. */
  interface Matching {
    MatchSet among(Filter filter, StageClock clock) throws IOException;
  }

  /**
   * @param counts field -> value -> how many
   * @param atLeast the fields whose counts may be too low
   * @param cut the fields that have more values
   */
  record Facets(Map<String, Map<String, Long>> counts, List<String> atLeast, List<String> cut) {
    static final Facets NONE = new Facets(Map.of(), List.of(), List.of());
  }

  FacetedSearch(
      IndexSearcher searcher,
      ShardQuery query,
      FacetCounts facetCounts,
      Deadline deadline,
      StageClock clock,
      Matching matching) {
    this.searcher = searcher;
    this.query = query;
    this.facetCounts = facetCounts;
    this.deadline = deadline;
    this.clock = clock;
    this.matching = matching;
  }

  /**
   * @param matched by the query's own filter
   */
  Facets of(MatchSet matched) throws IOException {
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    List<String> atLeast = new ArrayList<>();
    List<String> cut = new ArrayList<>();
    byFilter.put(query.filter(), matched);
    List<String> fields = query.facets().fields();
    for (String name : fields) {
      if (deadline.passed()) {
        clock.ranOutOfTime("facets");
        atLeast.addAll(fields.subList(counts.size(), fields.size()));
        break;
      }
      FilterField field = FacetCounts.field(name);
      MatchSet counted = counted(field);
      FacetCounts.Counts values =
          facetCounts.count(searcher, counted.videos(), field, query.facets().nowMs());
      counts.put(name, values.values());
      if (!counted.exact()) {
        atLeast.add(name);
      }
      if (!values.all()) {
        cut.add(name);
      }
    }
    if (!fields.isEmpty()) {
      clock.book("facets", matched.count(), -1);
    }
    return new Facets(counts, atLeast, cut);
  }

  /**
   * What a field is counted over. Without the filter's own conditions on it, other videos are the
   * nearest, so it takes a search of its own.
   */
  private MatchSet counted(FilterField field) throws IOException {
    Filter filter =
        query.facets().disjunctive().contains(field.key())
            ? FilterParts.without(query.filter(), field)
            : query.filter();
    MatchSet known = byFilter.get(filter);
    if (known != null) {
      return known;
    }
    StageClock its = new StageClock();
    MatchSet matched = matching.among(filter, its);
    for (String step : its.cutShort()) {
      clock.ranOutOfTime("facet " + field.key() + ", " + step);
    }
    byFilter.put(filter, matched);
    return matched;
  }
}
