package io.kinora.search.shard;

import io.kinora.search.filter.FilterField;
import io.kinora.search.filter.FilterQueries;
import io.kinora.search.filter.RangeBuckets;
import io.kinora.search.filter.RangeBuckets.Bucket;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.FixedBitSet;

/** Counts matched videos by the ranges that a number or a date of theirs lies in. */
final class RangeCounts {

  private RangeCounts() {}

  /**
   * @return every range, in its fixed order, also those with none
   */
  static Map<String, Long> count(
      IndexSearcher searcher, MatchedVideos matched, FilterField field, long nowMs)
      throws IOException {
    List<Bucket> buckets = RangeBuckets.of(field, nowMs);
    long[] lows = new long[buckets.size()];
    long[] highs = new long[buckets.size()];
    for (int i = 0; i < lows.length; i++) {
      FilterQueries.Bounds bounds = FilterQueries.bounds(buckets.get(i).range());
      lows[i] = bounds.low();
      highs[i] = bounds.high();
    }
    long[] counts = new long[buckets.size()];
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      FixedBitSet set = matched.bySegment()[segment.ord];
      SortedNumericDocValues values =
          DocValues.getSortedNumeric(segment.reader(), FilterQueries.indexField(field));
      long[] here = new long[counts.length];
      for (int doc = values.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS && doc < set.length();
          doc = values.nextDoc()) {
        if (set.get(doc)) {
          long value = values.nextValue();
          for (int i = 0; i < here.length; i++) {
            here[i] += value >= lows[i] && value <= highs[i] ? 1 : 0;
          }
        }
      }
      Arrays.setAll(counts, i -> counts[i] + here[i]);
    }
    Map<String, Long> byKey = LinkedHashMap.newLinkedHashMap(counts.length);
    for (int i = 0; i < counts.length; i++) {
      byKey.put(buckets.get(i).key(), counts[i]);
    }
    return byKey;
  }
}
