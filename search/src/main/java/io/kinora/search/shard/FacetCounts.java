package io.kinora.search.shard;

import io.kinora.catalog.InvalidValueException;
import io.kinora.search.filter.FilterField;
import io.kinora.search.filter.FilterQueries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.StringDocValuesReaderState;
import org.apache.lucene.facet.StringValueFacetCounts;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BitDocIdSet;

/**
 * Counts the values of fields over matched videos. What joins the values of several segments is
 * built once a field and view of the index.
 */
final class FacetCounts {

  private static final Set<FilterField> FIELDS =
      EnumSet.of(
          FilterField.CHANNEL,
          FilterField.TAG,
          FilterField.LANGUAGE,
          FilterField.CATEGORY,
          FilterField.LICENSE,
          FilterField.DURATION_S,
          FilterField.PUBLISHED_AT);

  private final int most;
  private volatile States states = new States(null, new ConcurrentHashMap<>());

  private record States(
      @org.jspecify.annotations.Nullable IndexReader reader,
      Map<String, StringDocValuesReaderState> byField) {}

  /**
   * @param most values a field
   */
  FacetCounts(int most) {
    this.most = most;
  }

  /**
   * The field that a facet counts.
   *
   * @throws InvalidValueException if there is none of that name, or it is not one to count
   */
  static FilterField field(String name) {
    StringBuilder allowed = new StringBuilder();
    for (FilterField field : FilterField.values()) {
      if (!FIELDS.contains(field)) {
        continue;
      }
      if (field.key().equals(name)) {
        return field;
      }
      allowed.append(allowed.isEmpty() ? "" : ", ").append(field.key());
    }
    throw new InvalidValueException("facets", name, allowed.toString());
  }

  /**
   * How often a field's values occur.
   *
   * @param values the most frequent first, equals by value; ranges in their own order
   * @param all whether there are no others
   */
  record Counts(Map<String, Long> values, boolean all) {}

  /**
   * @param nowMs what dates are relative to
   */
  Counts count(IndexSearcher searcher, MatchedVideos matched, FilterField counted, long nowMs)
      throws IOException {
    if (counted.kind() != FilterField.Kind.KEYWORD) {
      return new Counts(RangeCounts.count(searcher, matched, counted, nowMs), true);
    }
    String field = FilterQueries.indexField(counted);
    StringDocValuesReaderState state = state(searcher.getIndexReader(), field);
    FacetResult result =
        new StringValueFacetCounts(state, new Matched(searcher, matched))
            .getTopChildren(most, field);
    if (result == null) {
      return new Counts(Map.of(), true);
    }
    Map<String, Long> values = LinkedHashMap.newLinkedHashMap(result.labelValues.length);
    for (LabelAndValue each : result.labelValues) {
      values.put(each.label, each.value.longValue());
    }
    return new Counts(values, result.labelValues.length >= result.childCount);
  }

  private StringDocValuesReaderState state(IndexReader reader, String field) throws IOException {
    States current = states;
    if (current.reader != reader) {
      current = new States(reader, new ConcurrentHashMap<>());
      states = current;
    }
    StringDocValuesReaderState state = current.byField.get(field);
    if (state == null) {
      state = new StringDocValuesReaderState(reader, field);
      current.byField.put(field, state);
    }
    return state;
  }

  /** Presents sets of documents as if they had been collected. */
  private static final class Matched extends FacetsCollector {

    private final List<MatchingDocs> bySegment = new ArrayList<>();

    Matched(IndexSearcher searcher, MatchedVideos matched) {
      for (LeafReaderContext segment : searcher.getLeafContexts()) {
        int count = matched.bySegment()[segment.ord].cardinality();
        bySegment.add(
            new MatchingDocs(
                segment,
                new BitDocIdSet(matched.bySegment()[segment.ord], count),
                count,
                new float[0]));
      }
    }

    @Override
    public List<MatchingDocs> getMatchingDocs() {
      return bySegment;
    }
  }
}
